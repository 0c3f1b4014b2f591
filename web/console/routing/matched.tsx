import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answerOf, api, newKey, type Answer } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useLater } from '../../lib/use-later.ts'
import { useWords } from '../words/index.ts'
import type { Typed } from './draft.ts'
import type { Rule } from './tongue.ts'
import { wholeConditions } from './whole-conditions.ts'
import css from './routing.module.css'

type Counted = Answer<'/v1/routing-rules/draft/matches', 'post'>
type Asked = { when: Rule['when']; id?: string }

/** The server looks up deliveries no sooner. */
const FRESH_MS = 60_000

/** How many deliveries of late the conditions fit, as they are typed, at the place of the rule. */
export function Matched(of: {
  typed: Typed
  digits: number | undefined
  rule: Rule | undefined
  draft: number
}) {
  const { matched: said } = useWords().routing.form
  const { can } = useSession()
  const when = wholeConditions(of.typed, of.digits, of.rule)
  const asked = useLater(JSON.stringify({ when, ...(of.rule && { id: of.rule.id }) }))
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: ['routing-matched', of.draft, asked],
    queryFn: ({ signal }): Promise<Counted> => {
      // It is what was written just above.
      const body = JSON.parse(asked) as Asked
      const params = { header: newKey() }
      return answerOf(api.POST('/v1/routing-rules/draft/matches', { params, body, signal }))
    },
    enabled: can('orders:read'),
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
    retry: false,
  })
  const counts = useCounted()
  if (!can('orders:read')) return null
  return (
    <p className={css['use']} aria-busy={isPlaceholderData}>
      {error ? said.failed : data ? counts(data) : said.counting}
    </p>
  )
}

function useCounted(): (counted: Counted) => string {
  const { matched: said } = useWords().routing.form
  const { day, number } = useFormats()
  return ({ deliveries, from, matched, first, after }) => {
    if (from === null) return said.nothing
    const parts = [said.fits(number(matched), deliveries, day(from))]
    if (matched > first) parts.push(first > 0 ? said.first(number(first)) : said.never)
    if (after > 0) parts.push(said.after(number(after)))
    return parts.join(' · ')
  }
}
