import type { Formats } from '../../lib/format.ts'
import type { Column } from '../../ui/grid/columns.ts'
import { Pill } from '../../ui/pill.tsx'
import type { Words } from '../words/index.ts'
import { TONES } from './standing.ts'
import { weightIn } from './units.ts'
import type { Row } from './use-rows.ts'

/** What each service is, takes and costs, and how it stands. */
export function columnsOf({ carriers: said, order }: Words, formats: Formats): Column<Row>[] {
  const { columns } = said
  return [
    {
      id: 'service',
      head: columns.service,
      width: 'minmax(150px, 2fr)',
      narrow: 'title',
      cell: ({ service, carrier }) => <bdi>{service?.name ?? carrier.name}</bdi>,
    },
    {
      id: 'carrier',
      head: columns.carrier,
      width: 'minmax(110px, 1.2fr)',
      narrow: 'below',
      cell: ({ service, carrier }) => service && <bdi>{carrier.name}</bdi>,
    },
    {
      id: 'state',
      head: columns.state,
      width: '148px',
      narrow: 'status',
      cell: ({ standing, carrier }) => {
        if (standing) return <Pill tone={TONES[standing.state]}>{said.states[standing.state]}</Pill>
        const state = carrier.archived ? 'archived' : 'no_services'
        return <Pill tone="neutral">{said.states[state]}</Pill>
      },
    },
    {
      id: 'prices',
      head: columns.prices,
      width: 'minmax(120px, 1fr)',
      cell: ({ standing }) =>
        standing && (standing.card ? said.card(standing.card.version, standing.card.currency) : ''),
    },
    {
      id: 'until',
      head: columns.until,
      width: '116px',
      cell: ({ standing }) => {
        if (!standing?.card) return ''
        return standing.until === undefined ? said.noEnd : formats.day(standing.until)
      },
    },
    {
      id: 'methods',
      head: columns.methods,
      width: 'minmax(140px, 1.6fr)',
      cell: ({ service }) => service?.methods.map((one) => methodIn(order, one)).join(', '),
    },
    {
      id: 'code',
      head: columns.code,
      width: 'minmax(110px, 1.2fr)',
      cell: ({ service, carrier }) => <bdi>{(service ?? carrier).code}</bdi>,
    },
    {
      id: 'takes',
      head: columns.takes,
      width: '104px',
      align: 'end',
      narrow: 'end',
      cell: ({ service }) => service && weightIn(formats.language, service.maxG, 'kg'),
    },
  ]
}

export function methodIn({ methods }: Words['order'], method: string): string {
  return methods[method as keyof typeof methods] ?? method
}
