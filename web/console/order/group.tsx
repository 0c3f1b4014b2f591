import { Fragment } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useWords } from '../words/index.ts'
import { placeLine } from './address.ts'
import { orderedOf } from './bundles.ts'
import { useOnOrder } from './context.ts'
import { BundleRow, LineRow } from './line.tsx'
import type { Group } from './types.ts'
import { WhyPanel } from './why-panel.tsx'
import { methodText } from './words-of.ts'
import { Works } from './works.tsx'
import css from './group.module.css'

/** What goes to one place in one way: its lines, who works on it, and why them. */
export function GroupPanel({ group }: { group: Group }) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const { language } = useFormats()
  const { can } = useSession()
  const { no, method, shipTo, pickupLocation } = group
  const where =
    pickupLocation === null
      ? shipTo && said.to(placeLine(shipTo, language, said.why.comma))
      : said.at(names.place(pickupLocation))
  const index = order.groups.findIndex((one) => one.no === no) + 1
  const ordered = orderedOf({
    lines: order.lines.filter((line) => line.group === no),
    bundles: order.bundles.filter((bundle) => bundle.group === no),
  })
  return (
    <section className={css['group']} aria-labelledby={`group-${no}`}>
      <header className={css['groupHead']}>
        <h2 id={`group-${no}`}>{said.delivery(index, order.groups.length)}</h2>
        <p className="quiet">
          {methodText(method, said)} {where}
        </p>
      </header>
      <table className={css['lines']}>
        <thead>
          <tr>
            <th scope="col">{said.lines.item}</th>
            <th scope="col">{said.lines.quantity}</th>
            <th scope="col" className={css['price']}>
              {said.lines.price}
            </th>
            <th scope="col">{said.lines.total}</th>
          </tr>
        </thead>
        <tbody>
          {ordered.map(({ no: lineNo, bundle, lines }) => (
            <Fragment key={lineNo}>
              {bundle && <BundleRow bundle={bundle} />}
              {lines.map((line) => (
                <LineRow key={line.no} line={line} isCollected={pickupLocation !== null} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {can('fulfilment:read') && <Works group={group} />}
      {can('routing:read') && <WhyPanel group={group} />}
    </section>
  )
}
