import { useQuery } from '@tanstack/react-query'
import { answerOf, api, Problem, type Item } from '../../lib/api.ts'
import { usePlaces } from '../inventory/use-places.ts'
import { nameIn, useGroups } from '../locations/use-choices.ts'
import type { AboutNames } from './rule-said.ts'

export type Rule = Item<'/v1/stock-alert-rules'>

/** What is asked again when a rule has changed: its alerts change with it. */
export const STALE = [['alerts']]

export function useRules() {
  return useQuery({
    queryKey: ['alerts', 'rules'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/stock-alert-rules', { signal })),
    select: ({ items }) => items,
  })
}

/** What people call the places that rules are about. */
export function useAboutNames(): AboutNames {
  const { nameOf } = usePlaces()
  const groups = useGroups()
  return { place: nameOf, group: (code) => nameIn(groups, code) }
}

/** Rules are read in a list only; one that has ended is no longer in it. */
export async function readRule({ id }: Pick<Rule, 'id'>): Promise<Rule> {
  const { items } = await answerOf(api.GET('/v1/stock-alert-rules'))
  const found = items.find((rule) => rule.id === id)
  if (!found) throw new Problem(404)
  return found
}
