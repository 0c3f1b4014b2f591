import type { ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import { useToday } from '../../lib/use-today.ts'
import { Money } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { orderedOf } from '../order/bundles.ts'
import { useOnOrder } from '../order/context.ts'
import { quantityText, rounded } from '../order/goods.ts'
import { standsText } from '../order/line.tsx'
import { batchesOf } from '../order/progress.ts'
import type { Bundle, Line } from '../order/types.ts'
import { causeText } from '../order/words-of.ts'
import css from './peek.module.css'

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css['part']}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

/** Why nothing goes out. */
export function Holds() {
  const { order: said, orders } = useWords()
  const { order } = useOnOrder()
  const open = order.holds.filter(({ releasedAt }) => releasedAt === null)
  if (open.length === 0) return null
  return (
    <Part title={orders.peek.holds}>
      {open.map(({ id, cause, note }) => (
        <p key={id} className={css['hold']}>
          {causeText(cause, said)}
          {note !== null && `: ${note}`}
        </p>
      ))}
    </Part>
  )
}

/** Lines of a glance; the rest is on the page of the order. */
const LINES = 8

export function Items() {
  const { orders } = useWords()
  const { order } = useOnOrder()
  const rows = orderedOf(order).flatMap(({ bundle, lines }) => [
    ...(bundle ? [{ no: bundle.no, bundle, line: null }] : []),
    ...lines.map((line) => ({ no: line.no, bundle: null, line })),
  ])
  const more = rows.length - LINES
  return (
    <Part title={orders.peek.items}>
      <ul className={css['items']}>
        {rows
          .slice(0, LINES)
          .map(({ no, bundle, line }) =>
            bundle ? <BundleItem key={no} bundle={bundle} /> : <Item key={no} line={line} />,
          )}
      </ul>
      {more > 0 && <p className="small">{orders.peek.moreLines(more)}</p>}
    </Part>
  )
}

/** A bundle; what it is made of, and where that stands, follows it. */
function BundleItem({ bundle }: { bundle: Bundle }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { number } = useFormats()
  const { name, sku, ordered, cancelled, total } = bundle
  return (
    <li className={css['item']} data-bundle>
      <span>
        <span className="number">{number(ordered - cancelled || ordered)} ×</span> {name}
      </span>
      <Money amount={total} currency={order.currency} />
      <span className="small">
        {cancelled === ordered ? said.lines.allCancelled : said.lines.bundle}
      </span>
      <span className="small">
        <bdi>{sku}</bdi>
      </span>
    </li>
  )
}

function Item({ line }: { line: Line }) {
  const { order: said } = useWords()
  const { order, names, works } = useOnOrder()
  const formats = useFormats()
  const today = useToday()
  const { name, sku, ordered, cancelled, unit, total, group } = line
  const isCollected = order.groups.some((one) => one.no === group && one.pickupLocation !== null)
  const batches = batchesOf(line, works)
  const left = rounded(ordered - cancelled)
  return (
    <li className={css['item']} data-part={line.bundle !== null || undefined}>
      <span>
        <span className="number">{quantityText(left || ordered, unit, formats)} ×</span> {name}
      </span>
      <span>{line.bundle === null && <Money amount={total} currency={order.currency} />}</span>
      <span className="small">
        {left === 0 && said.lines.allCancelled}
        {batches.map((batch, index) => {
          const { step, quantity, location, on } = batch
          const place = location === null ? said.noPlace : names.place(location)
          const { stands } = said
          const says = standsText(batch, place, { stands, isCollected, formats, today })
          const count = quantityText(quantity, unit, formats)
          return (
            <span key={`${step} ${location} ${on}`}>
              {index > 0 && ' · '}
              {batches.length === 1 ? says : said.count(count, says)}
            </span>
          )
        })}
      </span>
      <span className="small">
        <bdi>{sku}</bdi>
      </span>
    </li>
  )
}

export function Amounts() {
  const { peek } = useWords().orders
  const { order } = useOnOrder()
  const { currency } = order
  const rows = [
    [peek.shipping, order.shipping],
    [peek.tax, order.tax],
  ] as const
  return (
    <dl className={css['amounts']}>
      {rows
        .filter(([, amount]) => amount !== 0)
        .map(([name, amount]) => (
          <div key={name} className={css['amount']}>
            <dt className="quiet">{name}</dt>
            <dd>
              <Money amount={amount} currency={currency} />
            </dd>
          </div>
        ))}
      <div className={css['amount']} data-sum>
        <dt>{peek.total}</dt>
        <dd>
          <Money amount={order.total} currency={currency} />
        </dd>
      </div>
    </dl>
  )
}
