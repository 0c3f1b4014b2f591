import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import { answerOf, api, Problem, type Answer } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useList } from '../../lib/use-list.ts'
import { nameIn, useGroups } from '../locations/use-choices.ts'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import type { Kind } from './draft.ts'
import { sentenceOf, type Said, type Tongue } from './sentence.ts'

export type RuleDraft = Answer<'/v1/availability-rules/draft', 'get'>
export type DraftChange = RuleDraft['items'][number]
export type DraftProblem = RuleDraft['problems'][number]
export type ListedRule = Answer<'/v1/availability-rules', 'get'>['items'][number]
export type Version = Answer<'/v1/availability-rules/versions', 'get'>['items'][number]

/** All of it begins with the topic that tells of a publication. */
export const KEY = ['rules']
export const DRAFT_KEY = [...KEY, 'draft']
/** Nothing tells of a draft that somebody else changes. */
const LOOK_MS = 15_000
const PAGE = 200
/** So many changes are told before one publishes; the view of the draft has them all. */
export const TOLD = 20

export type Filter = {
  kind?: Kind | undefined
  sku?: string | undefined
  location?: string | undefined
  channel?: string | undefined
  q?: string | undefined
  version?: number | undefined
}

function given(filter: Filter) {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** Rules in force, or of a version; those that fit. */
export function useRules(filter: Filter) {
  return useList({
    key: [...KEY, 'list', filter],
    page: (cursor, signal) => {
      const query = { limit: PAGE, ...given(filter), ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/availability-rules', { params: { query }, signal }))
    },
  })
}

/** How many there are of each kind; undefined where there are too many to count here. */
export function useKindCounts(filter: Filter): ReadonlyMap<Kind, number> | undefined {
  const all = { ...filter, kind: undefined }
  const { rows, hasMore, isLoading, problem } = useRules(all)
  return useMemo(() => {
    if (isLoading || hasMore || problem) return undefined
    const groups = Map.groupBy(rows, ({ terms }) => terms.kind)
    return new Map([...groups].map(([kind, of]) => [kind, of.length]))
  }, [rows, hasMore, isLoading, problem])
}

/** The draft: how much it changes, what is wrong with it, and its first changes. */
export function readDraft(signal?: AbortSignal): Promise<RuleDraft> {
  const query = { limit: TOLD }
  const about = { params: { query }, ...(signal && { signal }) }
  return answerOf(api.GET('/v1/availability-rules/draft', about))
}

export function useDraft() {
  return useQuery({
    queryKey: DRAFT_KEY,
    queryFn: ({ signal }) => readDraft(signal),
    refetchInterval: LOOK_MS,
  })
}

/** All changes of the draft; another one than was listed is read anew. */
export function useDraftChanges({ version }: Pick<RuleDraft, 'version'>) {
  const list = useList({
    key: [...DRAFT_KEY, 'changes'],
    page: (cursor, signal) => {
      const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/availability-rules/draft', { params: { query }, signal }))
    },
  })
  const { again } = list
  const listed = useRef(version)
  useEffect(() => {
    if (listed.current !== version) again()
    listed.current = version
  }, [version, again])
  return list
}

export const sizeOf = (draft: Pick<RuleDraft, 'added' | 'changed' | 'removed'>) => {
  return draft.added + draft.changed + draft.removed
}

export function useVersions() {
  return useList({
    key: [...KEY, 'versions'],
    page: (cursor, signal) => {
      const query = { limit: PAGE, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/availability-rules/versions', { params: { query }, signal }))
    },
  })
}

export function useHistory(id: string) {
  return useQuery({
    queryKey: [...KEY, 'one', id],
    queryFn: ({ signal }) => {
      const about = { params: { path: { id } }, signal }
      return answerOf(api.GET('/v1/availability-rules/{id}', about))
    },
  })
}

export function useEffects(asked: { sku: string; channel: string; version: number }) {
  const { sku, channel } = asked
  return useQuery({
    queryKey: [...KEY, 'effects', asked],
    queryFn: ({ signal }) => {
      const about = { params: { query: { sku, channel } }, signal }
      return answerOf(api.GET('/v1/availability-rules/draft/effects', about))
    },
    enabled: sku !== '' && channel !== '',
  })
}

/** Says rules in the reader's language, with the names that people have for codes. */
export function useSentences(): (rule: Said) => string {
  const { rules, order, locations } = useWords()
  const { formats } = useSession()
  const names = useNames()
  const groups = useGroups()
  return useMemo(() => {
    const tongue: Tongue = {
      language: formats.language,
      said: rules.sentence,
      methods: order.methods,
      kinds: locations.kinds,
      place: names.location,
      channel: names.channel,
      group: (code) => nameIn(groups, code),
    }
    return (rule) => sentenceOf(rule, tongue)
  }, [formats.language, rules, order, locations, names, groups])
}

type Change =
  | { action: 'add'; rule: Said & { name: string } }
  | { action: 'change'; id: string; fields: Said & { name: string } }
  | { action: 'remove' | 'undo'; id: string }

/** Changes one rule in the draft as it was seen; a refusal of the change is one of the request. */
export async function sendChange(
  version: number,
  change: Change,
  header: { 'idempotency-key': string },
) {
  const { outcomes } = await answerOf(
    api.POST('/v1/availability-rules/draft/changes', {
      params: { header },
      body: { version, changes: [change as never] },
    }),
  )
  const problem = outcomes[0]?.problem
  if (problem) throw new Problem(problem.status ?? 422, problem as never)
  return outcomes[0]!
}
