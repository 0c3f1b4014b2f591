import { useState } from 'react'
import type { Formats } from '../../lib/format.ts'
import { useFormats } from '../../lib/session.tsx'
import { useToday } from '../../lib/use-today.ts'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { useOnOrder } from './context.ts'
import { quantityText, rounded } from './goods.ts'
import { batchesOf, lateOf, steps, type Batch } from './progress.ts'
import type { Bundle, Line } from './types.ts'
import css from './group.module.css'

/** A bundle as it was ordered; the lines of what it is made of follow it. */
export function BundleRow({ bundle }: { bundle: Bundle }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const formats = useFormats()
  const { name, sku, ordered, cancelled, unitPrice, total } = bundle
  const left = ordered - cancelled
  return (
    <tr data-gone={left === 0 || undefined} data-bundle>
      <td>
        <span className={css['name']}>{name}</span>
        <span className="small">
          {said.lines.bundle} · <bdi>{sku}</bdi>
        </span>
      </td>
      <td className="number">
        {formats.number(left === 0 ? ordered : left)}
        <Gone left={left} cancelled={formats.number(cancelled)} isSome={cancelled > 0} />
      </td>
      <td className={`number ${css['price']}`}>{priceText(unitPrice, order.currency, formats)}</td>
      <td className="number">
        <Money amount={total} currency={order.currency} />
      </td>
    </tr>
  )
}

function Gone({ left, cancelled, isSome }: { left: number; cancelled: string; isSome: boolean }) {
  const { order: said } = useWords()
  if (!isSome) return null
  const says = left === 0 ? said.lines.allCancelled : said.lines.cancelled(cancelled)
  return <span className="small">{says}</span>
}

function priceText(unitPrice: string, currency: string, formats: Formats): string {
  return formats.cost(Math.round(Number(unitPrice) * 10_000), currency)
}

/**
 * What was ordered, and where each of its units stands. What a bundle is made of has no price: the
 * bundle has.
 */
export function LineRow({ line, isCollected }: { line: Line; isCollected: boolean }) {
  const { order: said } = useWords()
  const { order, works } = useOnOrder()
  const formats = useFormats()
  const { name, sku, ordered, cancelled, unit, unitPrice, total } = line
  const batches = batchesOf(line, works)
  const left = rounded(ordered - cancelled)
  const isPart = line.bundle !== null
  return (
    <tr data-gone={left === 0 || undefined} data-part={isPart || undefined}>
      <td>
        <div className={css['item']}>
          <div>
            <span className={css['name']}>{name}</span>
            <span className="small">
              <bdi>{sku}</bdi>
            </span>
          </div>
          <ul className={css['batches']} aria-label={said.lines.where}>
            {batches.map((batch) => (
              <BatchRow
                key={`${batch.step} ${batch.location} ${batch.on}`}
                batch={batch}
                line={line}
                isAll={batches.length === 1}
                isCollected={isCollected}
              />
            ))}
          </ul>
        </div>
      </td>
      <td className="number">
        {quantityText(left === 0 ? ordered : left, unit, formats)}
        <Gone
          left={left}
          cancelled={quantityText(cancelled, unit, formats)}
          isSome={cancelled > 0}
        />
      </td>
      <td className={`number ${css['price']}`}>
        {!isPart && priceText(unitPrice, order.currency, formats)}
      </td>
      <td className="number">{!isPart && <Money amount={total} currency={order.currency} />}</td>
    </tr>
  )
}

function BatchRow(of: { batch: Batch; line: Line; isAll: boolean; isCollected: boolean }) {
  const { order: said } = useWords()
  const { names, shownAt } = useOnOrder()
  const formats = useFormats()
  const isNew = useIsNew(shownAt)
  const today = useToday()
  const { step, quantity, location } = of.batch
  const place = location === null ? said.noPlace : names.place(location)
  const says = standsText(of.batch, place, { ...of, stands: said.stands, formats, today })
  const count = quantityText(quantity, of.line.unit, formats)
  const reached = steps.indexOf(step)
  return (
    <li
      className={css['batch']}
      data-step={step}
      data-late={lateOf(of.batch, today)}
      data-new={isNew || undefined}
    >
      <span className={css['bars']} aria-hidden="true">
        {steps.map((name, index) => (
          <i key={name} data-on={index <= reached || undefined} title={said.steps[name]} />
        ))}
      </span>
      <span>{of.isAll ? says : said.count(count, says)}</span>
    </li>
  )
}

/** Where units stand, in words: `Reserved at Store A`. */
export function standsText(
  batch: Batch,
  place: string,
  of: {
    stands: ReturnType<typeof useWords>['order']['stands']
    isCollected: boolean
    formats: Formats
    today: string
  },
): string {
  const { stands } = of
  const { step } = batch
  if (step === 'ordered') return stands.ordered
  if (step === 'expected') return expectedText(batch, place, of)
  if (of.isCollected && step === 'packed') return stands.ready(place)
  if (of.isCollected && (step === 'sent' || step === 'delivered')) return stands.collected(place)
  return stands[step](place)
}

function expectedText(
  batch: Batch,
  place: string,
  { stands, formats, today }: Parameters<typeof standsText>[2],
): string {
  const [day, promised] = [formats.day(batch.on!), formats.day(batch.promised!)]
  const late = lateOf(batch, today)
  if (late === 'overdue') return stands.overdue(place, promised)
  return late ? stands.later(place, day, promised) : stands.expected(place, day)
}

/** What was there when the page came is not new; what stands there later is, and flashes once. */
const SETTLE_MS = 2500

function useIsNew(shownAt: number): boolean {
  const [isNew] = useState(() => performance.now() - shownAt > SETTLE_MS)
  return isNew
}
