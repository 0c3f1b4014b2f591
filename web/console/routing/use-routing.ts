import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api, newKey, Problem, type Answer } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { useSession } from '../../lib/session.tsx'
import { useList } from '../../lib/use-list.ts'
import { nameIn, useCompanies, useGroups, usePartners } from '../locations/use-choices.ts'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import { moneyOf } from './currency.ts'
import type { Sent } from './rule-of.ts'
import type { Invented } from './invented.ts'
import { sentenceOf, type Part } from './sentence.ts'
import type { Money, Rule, Tongue } from './tongue.ts'

export type RoutingDraft = Answer<'/v1/routing-rules/draft', 'get'>
export type DraftChange = RoutingDraft['changes'][number]
export type DraftProblem = RoutingDraft['problems'][number]
export type Trial = Answer<'/v1/routing-trials', 'post'>
export type Live = Answer<'/v1/routing-rules', 'get'>
export type Version = Answer<'/v1/routing-rules/versions', 'get'>['items'][number]

/** All of it begins with the topic that tells of a publication. */
export const KEY = ['routing']
export const DRAFT_KEY = [...KEY, 'draft']
/** Nothing tells of a draft that somebody else changes. */
const LOOK_MS = 15_000
const USE_MS = 300_000

export const sizeOf = ({ changes }: Pick<RoutingDraft, 'changes'>) => changes.length

/** The rules in force, and versions that will be. */
export function useLive() {
  const queries = useQueryClient()
  useChanges('routing', () => void queries.invalidateQueries({ queryKey: KEY }))
  return useQuery({
    queryKey: [...KEY, 'live'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/routing-rules', { signal })),
  })
}

export function readDraft(signal?: AbortSignal): Promise<RoutingDraft> {
  return answerOf(api.GET('/v1/routing-rules/draft', signal ? { signal } : {}))
}

/** The rules as they would be, what that changes, and what is wrong with it. */
export function useDraft() {
  return useQuery({
    queryKey: DRAFT_KEY,
    queryFn: ({ signal }) => readDraft(signal),
    refetchInterval: LOOK_MS,
  })
}

export function useVersions() {
  return useList({
    key: [...KEY, 'versions'],
    page: (cursor, signal) => {
      const query = { limit: 100, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/routing-rules/versions', { params: { query }, signal }))
    },
  })
}

export function useVersion(version: number | undefined) {
  return useQuery({
    queryKey: [...KEY, 'version', version],
    queryFn: ({ signal }) => {
      const about = { params: { path: { version: String(version) } }, signal }
      return answerOf(api.GET('/v1/routing-rules/versions/{version}', about))
    },
    enabled: version !== undefined,
  })
}

/** How often each rule decided lately; asked for anew in a while, since it is dear to count. */
export function useRuleUse() {
  const { data } = useQuery({
    queryKey: ['routing-use'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/routing-rules/use', { signal })),
    staleTime: USE_MS,
  })
  return data
}

/** Services of carriers; none where the reader may not see them. */
export function useServices(): readonly { code: string; name: string }[] {
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['shipping', 'services'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/carrier-services', { signal })),
    enabled: can('shipping:read'),
  })
  return data?.items ?? []
}

export function useChannels() {
  return useChannelQuery().data
}

/** Those that take orders; none while they are not known. */
export function useLiveChannels() {
  return useChannels()?.filter(({ archived }) => !archived) ?? []
}

/** Whether they are known, or will not be. */
export function useKnowsChannels(): boolean {
  const { isLoading } = useChannelQuery()
  return !isLoading
}

function useChannelQuery() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['network', 'channels', 'all'],
    queryFn: async ({ signal }) => (await answerOf(api.GET('/v1/channels', { signal }))).items,
    enabled: can('network:read'),
  })
}

export type Asked = NonNullable<Parameters<typeof sendTrial>[0]>

async function sendTrial(
  body: { order: string } | { invented: Invented },
  header: ReturnType<typeof newKey>,
): Promise<Trial> {
  const answer = await answerOf(api.POST('/v1/routing-trials', { params: { header }, body }))
  // The client makes lists of the pairs that the types know.
  return answer as Trial
}

/** Where an order would go by the rules in force and by the draft, as they are now. */
export function useTrial(asked: Asked | undefined) {
  return useQuery({
    queryKey: [...KEY, 'trial', asked],
    queryFn: () => sendTrial(asked!, newKey()),
    enabled: asked !== undefined,
    retry: false,
  })
}

/** What rules are said with: words of the reader, and the names that people have for codes. */
function useTongue(): Omit<Tongue, keyof Money> {
  const { routing, order } = useWords()
  const { formats } = useSession()
  const names = useNames()
  const groups = useGroups()
  const owners = useCompanies()
  const partners = usePartners()
  const services = useServices()
  return useMemo(
    () => ({
      language: formats.language,
      said: routing.sentence,
      methods: order.methods,
      place: names.location,
      channel: names.channel,
      country: names.country,
      group: (code) => nameIn(groups, code),
      owner: (code) => nameIn(owners, code),
      partner: (code) => nameIn(partners, code),
      service: (code) => nameIn(services, code),
    }),
    [formats.language, routing, order, names, groups, owners, partners, services],
  )
}

export function useSentences(): (rule: Omit<Rule, 'id' | 'name' | 'off'>) => Part[] {
  const tongue = useTongue()
  const channels = useChannels()
  return useMemo(
    () => (rule) => sentenceOf(rule, { ...tongue, ...moneyOf(rule.when, channels) }),
    [tongue, channels],
  )
}

export type Change =
  | { action: 'add'; rule: Sent & { off?: boolean }; position?: number }
  | { action: 'change'; id: string; fields: Partial<Sent> & { off?: boolean } }
  | { action: 'move'; id: string; position: number }
  | { action: 'remove' | 'undo'; id: string }

/** Changes one rule in the draft as it was seen; a refusal of the change is one of the request. */
export async function sendChange(
  version: number,
  change: Change,
  header: { 'idempotency-key': string },
) {
  const { outcomes } = await answerOf(
    api.POST('/v1/routing-rules/draft/changes', {
      params: { header },
      body: { version, changes: [change] },
    }),
  )
  const problem = outcomes[0]?.problem
  if (problem) throw new Problem(problem.status ?? 422, problem as never)
  return outcomes[0]!
}
