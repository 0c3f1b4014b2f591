import { useFormats, useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Moment, Money } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import { addressRows } from './address.ts'
import { useOnOrder } from './context.ts'
import { TimelineOf } from './timeline.tsx'
import type { Open } from './order.tsx'
import type { Group } from './types.ts'
import { useChannel } from './use-order.ts'
import { methodText } from './words-of.ts'
import css from './order.module.css'

/** Who it is for, where it goes, what it comes to, and all that has happened. */
export function Side({ onOpen }: { onOpen: (open: Open) => void }) {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { name, email, phone } = order.contact
  const { kind, tags = [] } = order.customer ?? {}
  const about = [...(kind ? [said.side.customers[kind]] : []), ...tags]
  return (
    <aside className={css['side']} aria-label={said.side.about}>
      <Section title={said.side.customer}>
        <div>
          <p className={css['customer']}>{name ?? said.side.noName}</p>
          {about.length > 0 && <p className="quiet">{about.join(' · ')}</p>}
          {email !== null && (
            <p>
              <a href={`mailto:${email}`}>
                <bdi>{email}</bdi>
              </a>
            </p>
          )}
          {phone !== null && (
            <p>
              <a href={`tel:${phone}`}>
                <bdi dir="ltr">{phone}</bdi>
              </a>
            </p>
          )}
        </div>
        {order.groups.map((group) => (
          <AddressOf key={group.no} group={group} />
        ))}
      </Section>
      <Marks onChange={() => onOpen('marks')} />
      <Amounts />
      <Origin />
      <Section title={said.side.timeline}>
        <TimelineOf />
      </Section>
    </aside>
  )
}

function AddressOf({ group }: { group: Group }) {
  const { order: said } = useWords()
  const { order, names } = useOnOrder()
  const { language, day } = useFormats()
  const { no, method, shipTo, pickupLocation, wantedBy, nominated } = group
  const count = order.groups.length
  const index = order.groups.findIndex((one) => one.no === no) + 1
  const rows = shipTo ? addressRows(shipTo, language, order.contact.name) : []
  return (
    <div>
      <h3>{count > 1 ? said.delivery(index, count) : methodText(method, said)}</h3>
      {pickupLocation !== null && (
        <p>
          {said.side.collects} {names.place(pickupLocation)}
        </p>
      )}
      {nominated !== null && (
        <p>{said.side.nominated(names.place(nominated.location), nominated.firm)}</p>
      )}
      {wantedBy !== null && <p>{said.side.wantedBy(day(wantedBy))}</p>}
      {rows.length > 0 && (
        <address className={css['address']}>
          {rows.map((row) => (
            <span key={row}>
              <bdi>{row}</bdi>
            </span>
          ))}
        </address>
      )}
    </div>
  )
}

function Marks({ onChange }: { onChange: () => void }) {
  const { marks } = useWords().order
  const { can } = useSession()
  const { order } = useOnOrder()
  return (
    <Section
      title={marks.title}
      actions={can('orders:write') && <Button onClick={onChange}>{marks.change}</Button>}
    >
      <Facts
        facts={[
          [marks.priority, marks.priorities[order.priority]],
          [marks.tags, order.tags.length > 0 ? order.tags.join(' · ') : marks.none],
        ]}
      />
    </Section>
  )
}

function Amounts() {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const { currency, lines, shipping, tax, total } = order
  const channel = useChannel(order.channel)
  const goods = lines.reduce((sum, line) => sum + line.total, 0)
  const money = (amount: number) => <Money amount={amount} currency={currency} />
  const wasCut = lines.some(({ cancelled }) => cancelled > 0)
  const isAdded = channel?.taxMode === 'exclusive'
  return (
    <Section title={said.side.amounts}>
      <dl className={css['amounts']}>
        <dt>{said.side.items}</dt>
        <dd>{money(goods)}</dd>
        <dt>{said.side.shipping}</dt>
        <dd>{shipping === 0 ? said.side.free : money(shipping)}</dd>
        {tax !== 0 && (
          <>
            <dt>{isAdded ? said.side.tax : said.side.taxIn}</dt>
            <dd>{money(tax)}</dd>
          </>
        )}
        <dt data-sum>{said.side.total}</dt>
        <dd data-sum>{money(total)}</dd>
      </dl>
      {wasCut && <p className="small">{said.side.asOrdered}</p>}
    </Section>
  )
}

function Origin() {
  const { order: said } = useWords()
  const { order } = useOnOrder()
  const channel = useChannel(order.channel)
  return (
    <Section title={said.side.order}>
      <Facts
        facts={[
          [said.side.channel, channel?.name ?? order.channel],
          [said.side.external, <bdi key="external">{order.externalId}</bdi>],
          [said.placed, <Moment key="placed" at={order.placedAt} />],
        ]}
      />
    </Section>
  )
}
