import { useQuery } from '@tanstack/react-query'
import { answerOf, api, newKey, type Answer } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useNames } from '../orders/use-names.ts'
import { useWords } from '../words/index.ts'
import type { Telling } from './expected.ts'
import { KEY, useDraft, useLive, type Asked, type Trial } from './use-routing.ts'

export type RuleTest = Answer<'/v1/routing-tests', 'get'>['items'][number]
export type Run = Answer<'/v1/routing-tests/runs', 'post'>
export type Result = NonNullable<Run['live']>['items'][number]
export type Proposed = Pick<RuleTest, 'invented' | 'at' | 'stock' | 'expected'>
type Failed = Trial['failed'][number]
export type Side = 'live' | 'draft'

export const TESTS_KEY = [...KEY, 'tests']

export function readTests(signal?: AbortSignal) {
  return answerOf(api.GET('/v1/routing-tests', signal ? { signal } : {}))
}

export function useTests() {
  return useQuery({
    queryKey: [...TESTS_KEY, 'list'],
    queryFn: async ({ signal }) => (await readTests(signal)).items,
    staleTime: 0,
  })
}

/** What comes of all tests, by the rules in force and by the draft as it is. */
export function useRun(of: { draft: number | undefined; at?: string; isOn?: boolean }) {
  const body = of.at === undefined ? {} : { at: of.at }
  return useQuery({
    queryKey: [...TESTS_KEY, 'run', of.draft, of.at],
    queryFn: () => {
      const params = { header: newKey() }
      return answerOf(api.POST('/v1/routing-tests/runs', { params, body }))
    },
    enabled: of.draft !== undefined && of.isOn !== false,
    staleTime: 0,
    retry: false,
  })
}

/** What was tried, as a test; nothing is expected in it where deciding failed. */
export async function proposeTest(
  asked: Asked,
  of: { group: number; against: Side },
): Promise<Proposed & { failed?: Pick<Failed, 'step' | 'reference'> }> {
  const { group, against } = of
  const body = 'order' in asked ? { ...asked, group, against } : { ...asked, against }
  const params = { header: newKey() }
  return answerOf(api.POST('/v1/routing-tests/proposals', { params, body }))
}

/** All rules that a test may name: of the draft, and those in force that it removes. */
export function useRuleNames(): ReadonlyMap<string, string> {
  const { data: draft } = useDraft()
  const { data: live } = useLive()
  const all = [...(live?.rules ?? []), ...(draft?.rules ?? [])]
  return new Map(all.map(({ id, name }) => [id, name]))
}

export function useTelling(): (currency: string | undefined) => Telling {
  const said = useWords().routing.tests
  const formats = useFormats()
  const { formats: own } = useSession()
  const names = useNames()
  const rules = useRuleNames()
  return (currency) => ({
    said,
    language: own.language,
    place: names.location,
    ruleName: (id) => rules.get(id),
    money: (cost) => formats.cost(cost, currency ?? 'EUR'),
  })
}
