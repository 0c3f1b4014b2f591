import { useFormats } from '../../lib/session.tsx'
import { Section } from '../../ui/steps.tsx'
import { useWords, type Words } from '../words/index.ts'
import { surchargeChanges, zoneChanges, type ZoneChange } from './compare.ts'
import { percentIn } from './units.ts'
import type { Card } from './use-carriers.ts'
import css from './carriers.module.css'

const SURCHARGES_SHOWN = 12

/** What became dearer, in sentences: zone by zone, fuel, surcharges. */
export function Changes({ before, now }: { before: Card; now: Card }) {
  const said = useWords().carriers.prices
  const { language, cost, number } = useFormats()
  const percent = (value: number, isChange = false) => percentIn(language, value, isChange)
  const zones = zoneChanges(before, now).map((one) => sentenceOf(one, said, { percent, number }))
  const isFuel = before.fuelPercent !== now.fuelPercent
  const fuel = isFuel ? [said.fuelWas(percent(before.fuelPercent), percent(now.fuelPercent))] : []
  const surcharges = surchargeChanges(before, now)
  const amount = (value: number | null) =>
    value === null ? said.nothing : cost(value, now.currency)
  const paid = surcharges.slice(0, SURCHARGES_SHOWN).map(({ code, zone, was, is }) => {
    return said.surchargeWas(code, zone, amount(was), amount(is))
  })
  const rest = surcharges.length - paid.length
  const lines = [...zones, ...fuel, ...paid, ...(rest > 0 ? [said.surchargesWere(rest)] : [])]
  return (
    <Section title={said.comparedWith(before.version)}>
      <ul className={css['changes']}>
        {(lines.length > 0 ? lines : [said.same]).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Section>
  )
}

function sentenceOf(
  change: ZoneChange,
  said: Words['carriers']['prices'],
  {
    percent,
    number,
  }: {
    percent: (value: number, isChange?: boolean) => string
    number: (value: number) => string
  },
): string {
  if (change.kind !== 'changed') {
    return change.kind === 'new' ? said.newZone(change.zone) : said.goneZone(change.zone)
  }
  const { zone, dearer, cheaper } = change
  return said.changeOf(zone, percent(change.percent, true), number(dearer), number(cheaper))
}
