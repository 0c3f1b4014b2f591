import { listed } from '../../lib/listed.ts'
import { Notice } from '../../ui/states.tsx'
import { Why, type Step } from '../../ui/steps.tsx'
import { leftOut } from '../order/why-places.ts'
import type { Names, Teller } from '../order/why.ts'
import { useWords } from '../words/index.ts'
import type { Trial } from './use-routing.ts'
import css from './routing.module.css'

export type Failed = Trial['failed'][number]

/** Names of the places that could serve it; a network has hundreds. */
const NAMES = 8

/** How far deciding came, and where it failed: nothing was short, the server has a fault. */
export function FailedSide({
  title,
  failed,
  names,
  teller,
}: {
  title: string
  failed: Failed
  names: Names
  teller: Teller
}) {
  const said = useWords().routing.test.failed
  const { step, reference } = failed
  const rule = failed.record.rule?.name
  const isReady = step !== 'ready'
  const isFound = step === 'costs' || step === 'choice' || step === 'along'
  const steps: Step[] = [
    ...(isReady ? askedSteps(failed, said.asked, teller) : []),
    ...(isFound ? [foundStep(failed, said.could, names, teller)] : []),
    {
      says: isReady || !rule ? said.at[step] : said.readyOf(rule),
      more: [said.reference(reference)],
    },
  ]
  return (
    <section className={css['side']} aria-label={title}>
      <h2 className={css['which']}>{title}</h2>
      <Notice tone="critical">{said.says}</Notice>
      <Why title={said.title} steps={steps} />
    </section>
  )
}

/** Which rule was asked, and which before it; nothing where it did not come so far. */
function askedSteps(
  { record: { rule } }: Failed,
  asked: (rule: string) => string,
  { words }: Teller,
): Step[] {
  if (!rule) return []
  const { none, passed } = words.routingRule
  const before = (rule.passed ?? []).map(([, name]) => name)
  const more = before.length > 0 ? [passed(before)] : []
  return [{ says: rule.name === null ? none : asked(rule.name), more }]
}

/** Who could serve it, and why others could not. */
function foundStep(
  { record }: Failed,
  could: (places: number) => string,
  names: Names,
  teller: Teller,
): Step {
  const { candidates } = record
  const shown = candidates.slice(0, NAMES).map(([id]) => names.place(id))
  const rest = candidates.length - shown.length
  if (rest > 0) shown.push(teller.words.andMore(rest))
  const places = shown.length > 0 ? [listed(teller.formats.language, shown)] : []
  return { says: could(candidates.length), more: [...places, ...leftOut(record, names, teller)] }
}
