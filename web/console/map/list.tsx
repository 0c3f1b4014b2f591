import type { ReactNode } from 'react'
import { useFormats } from '../../lib/session.tsx'
import type { Address } from '../../lib/use-address.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { sortOf, sortText, type Column } from '../../ui/grid/columns.ts'
import { Pill, type Tone } from '../../ui/pill.tsx'
import { Empty } from '../../ui/states.tsx'
import { Ago } from '../../ui/values.tsx'
import { useWords } from '../words/index.ts'
import type { Health } from './health.ts'
import { sortPlaces, type Place, type Stock } from './places.ts'
import type { MapWords } from './words.en.ts'
import css from './map.module.css'

type Feed = NonNullable<Stock['feed']>

type Props = {
  places: readonly Place[]
  what: string | undefined
  address: Address
  change: (changed: Address, replace?: boolean) => void
  open: string | undefined
  onOpen: (code: string) => void
  /** The legend: it filters here too. */
  children: ReactNode
}

/** The twin of the map, with the same in it; worst first. */
export function PlaceList(props: Props) {
  const { map: said, shell } = useWords()
  const { number } = useFormats()
  const sort = sortOf(props.address['sort'], '-health')
  // A peek takes half of the room.
  const isBeside = props.open !== undefined
  const isEmpty = props.places.length === 0
  const isFed = props.places.some(({ stock }) => stock?.feed)
  const isThere = (id: string) => (isBeside ? BESIDE.has(id) : id !== 'feed' || isFed)
  return (
    <div className={css['listed']}>
      {props.children}
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(said, number, props.what).filter(({ id }) => isThere(id))}
        rows={sortPlaces(props.places, sort)}
        keyOf={({ location }) => location.code}
        nameOf={({ location }) => location.name}
        instead={isEmpty ? <Empty title={said.noneShown} says={said.noneShownSays} /> : undefined}
        sort={sort}
        onSort={(next) => props.change({ sort: sortText(next) }, true)}
        openKey={props.open}
        onOpen={({ location }) => props.onOpen(location.code)}
      />
    </div>
  )
}

const BESIDE = new Set(['name', 'health', 'open', 'late', 'units'])
const TONES: Record<Health, Tone> = {
  late: 'critical',
  busy: 'attention',
  paused: 'neutral',
  healthy: 'moving',
}

function columnsOf(
  said: MapWords,
  number: (value: number) => string,
  what: string | undefined,
): Column<Place>[] {
  return [
    {
      id: 'name',
      head: said.columns.name,
      width: 'minmax(160px, 2fr)',
      narrow: 'title',
      isSortable: true,
      cell: ({ location }) => location.name,
    },
    {
      id: 'place',
      head: said.columns.place,
      width: 'minmax(100px, 1fr)',
      narrow: 'below',
      cell: ({ location }) => location.city,
    },
    {
      id: 'health',
      head: said.columns.health,
      width: '130px',
      narrow: 'end',
      isSortable: true,
      cell: ({ health }) => <Pill tone={TONES[health]}>{said.healths[health]}</Pill>,
    },
    ...figuresOf(said, number, what),
  ]
}

function figuresOf(
  said: MapWords,
  number: (value: number) => string,
  what: string | undefined,
): Column<Place>[] {
  const figure = (value: number | undefined) => (value === undefined ? '' : number(value))
  const end = { align: 'end', isSortable: true } as const
  return [
    {
      id: 'open',
      head: said.columns.open,
      width: '90px',
      ...end,
      cell: ({ work }) => figure(work ? work.open + work.inWork : undefined),
    },
    {
      id: 'late',
      head: said.columns.late,
      width: '90px',
      ...end,
      cell: ({ work }) => figure(work?.late),
    },
    {
      id: 'units',
      head: what === undefined ? said.columns.units : said.columns.unitsOf(what),
      width: '150px',
      narrow: 'status',
      ...end,
      cell: ({ units }) => <Units {...{ units, what, said, number }} />,
    },
    {
      id: 'soldOut',
      head: said.columns.soldOut,
      width: '130px',
      ...end,
      cell: ({ stock }) => figure(stock?.soldOut),
    },
    {
      id: 'feed',
      head: said.columns.feed,
      width: '170px',
      ...end,
      cell: ({ stock }) => stock?.feed && <FeedAge feed={stock.feed} />,
    },
  ]
}

/** How old the numbers are, and that they are late. */
function FeedAge({ feed: { source, asOf, overdue } }: { feed: Feed }) {
  const { locations: said } = useWords()
  return (
    <span className={css['fed']} title={source}>
      {asOf === null ? <span className="quiet">{said.neverFed(source)}</span> : <Ago at={asOf} />}
      {overdue && <Pill tone="attention">{said.fedLate}</Pill>}
    </span>
  )
}

function Units(of: {
  units: number | null
  what: string | undefined
  said: MapWords
  number: (value: number) => string
}) {
  const { units, what, said } = of
  if (units === null) return <span className="quiet">{said.notCounted}</span>
  return (
    <>
      <span className={css['bare']}>{of.number(units)}</span>
      <span className={css['counted']}>
        {what === undefined ? said.units(units) : said.unitsOf(units, what)}
      </span>
    </>
  )
}
