import type { Column } from '../../ui/grid/columns.ts'
import { Money, Moment } from '../../ui/values.tsx'
import { methodText } from '../order/words-of.ts'
import type { Words } from '../words/index.ts'
import { valuesOf } from './asked.ts'
import { statusOf } from './states.ts'
import { StatusPill } from './status-pill.tsx'
import type { Names } from './use-names.ts'
import type { OrderRow } from './use-orders.ts'

type Made = Column<OrderRow>

/** The columns that are shown: `columns` in the address names the optional ones. */
export function shownColumns(all: readonly Made[], columns: string | undefined): Made[] {
  const chosen = new Set(valuesOf(columns))
  return all.filter(({ id, isOptional = false }) => !isOptional || chosen.has(id))
}

export function columnsOf(words: Words, names: Names): Made[] {
  const { orders } = words
  return [...firstColumns(orders), ...placeColumns(words, names), ...lastColumns(orders, names)]
}

type OrderWords = Words['orders']

function firstColumns({ columns }: OrderWords): Made[] {
  return [
    {
      id: 'number',
      head: columns.number,
      cell: ({ number }) => <strong className="number">{number}</strong>,
      width: '112px',
      narrow: 'title',
    },
    {
      id: 'externalId',
      head: columns.externalId,
      cell: ({ externalId }) => externalId,
      width: 'minmax(130px, 1fr)',
      isOptional: true,
    },
    {
      id: 'placedAt',
      head: columns.placedAt,
      cell: ({ placedAt }) => (
        <span className="quiet">
          <Moment at={placedAt} />
        </span>
      ),
      width: '132px',
      isSortable: true,
    },
    {
      id: 'customer',
      head: columns.customer,
      cell: ({ customer }) => customer ?? '–',
      width: 'minmax(132px, 1.2fr)',
      narrow: 'below',
    },
    {
      id: 'status',
      head: columns.status,
      cell: (order) => <StatusPill status={statusOf(order)} />,
      width: '140px',
      narrow: 'status',
    },
  ]
}

function placeColumns({ orders, order }: Words, names: Names): Made[] {
  const { columns, more } = orders
  const { priorities } = order.marks
  return [
    {
      id: 'locations',
      head: columns.locations,
      cell: ({ locations: [first, ...rest] }) => {
        if (first === undefined) return '–'
        const all = [first, ...rest].map((code) => names.location(code))
        const shown = rest.length > 0 ? more(all[0]!, rest.length) : all[0]
        return <span title={all.join('\n')}>{shown}</span>
      },
      width: 'minmax(156px, 1.5fr)',
    },
    {
      id: 'city',
      head: columns.city,
      cell: ({ city }) => city ?? '–',
      width: 'minmax(104px, 1fr)',
    },
    {
      id: 'country',
      head: columns.country,
      cell: ({ country }) => (country === null ? '–' : names.country(country)),
      width: 'minmax(104px, 1fr)',
      isOptional: true,
    },
    {
      id: 'method',
      head: columns.method,
      cell: ({ methods }) => methods.map((method) => methodText(method, order)).join(', '),
      width: 'minmax(140px, 1fr)',
      isOptional: true,
    },
    {
      id: 'priority',
      head: columns.priority,
      cell: ({ priority }) =>
        priority === 'normal' ? (
          <span className="quiet">{priorities[priority]}</span>
        ) : (
          priorities[priority]
        ),
      width: '96px',
      isOptional: true,
    },
    {
      id: 'tags',
      head: columns.tags,
      cell: ({ tags }) => (tags.length > 0 ? tags.join(' · ') : '–'),
      width: 'minmax(120px, 1fr)',
      isOptional: true,
    },
  ]
}

function lastColumns({ columns }: OrderWords, names: Names): Made[] {
  return [
    {
      id: 'channel',
      head: columns.channel,
      cell: ({ channel }) => names.channel(channel),
      width: 'minmax(96px, 0.8fr)',
    },
    {
      id: 'lines',
      head: columns.lines,
      cell: ({ lines }) => lines,
      width: '64px',
      align: 'end',
      isOptional: true,
    },
    {
      id: 'total',
      head: columns.total,
      cell: ({ total }) => <Money amount={total.amount} currency={total.currency} />,
      width: '100px',
      align: 'end',
      isSortable: true,
      narrow: 'end',
    },
  ]
}
