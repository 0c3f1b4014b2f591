import type { Formats } from '../../lib/format.ts'
import { Drawing } from '../../ui/drawing.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Pill } from '../../ui/pill.tsx'
import type { Words } from '../words/index.ts'
import { STATE_TONES, stateOf, TERMS, type StockState } from './figures.ts'
import type { StockRow } from './use-stock.ts'
import css from './inventory.module.css'

type Made = Column<StockRow>
type Of = {
  words: Words
  formats: Formats
  isOnePlace: boolean
  /** Something is open beside the list, which leaves room for what matters most. */
  isBeside: boolean
  columns: string | undefined
}

const BESIDE = new Set(['name', 'state', 'onHand', 'allocated', 'available'])

/** The columns: which item, how its stock comes about, what comes next, where it lacks. */
export function columnsOf({ words, formats, columns: kept = '', ...of }: Of): Made[] {
  const chosen = kept.split(',')
  return [
    ...itemColumns(words, formats),
    ...numberColumns(words, formats),
    ...restColumns(words, formats).filter(({ id }) => !of.isOnePlace || id !== 'places'),
  ]
    .filter(({ id, isOptional = false }) => !isOptional || chosen.includes(id))
    .filter(({ id }) => !of.isBeside || BESIDE.has(id))
}

function itemColumns({ inventory: said }: Words, { number }: Formats): Made[] {
  const { columns } = said
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(200px, 1.6fr)',
      narrow: 'title',
      cell: ({ picture, name }) => (
        <span className={css['item']}>
          <Drawing of={picture} />
          <span className="clip">{name}</span>
        </span>
      ),
    },
    {
      id: 'code',
      head: columns.code,
      width: 'minmax(160px, 1fr)',
      narrow: 'below',
      cell: ({ sku }) => <span className="quiet">{sku}</span>,
    },
    {
      id: 'category',
      head: columns.category,
      width: '110px',
      isOptional: true,
      cell: ({ category }) => category,
    },
    {
      id: 'state',
      head: said.columns.state,
      width: '104px',
      narrow: 'status',
      cell: (row) => <StatePill row={row} said={said} number={number} />,
    },
  ]
}

function numberColumns({ inventory: { terms } }: Words, { number }: Formats): Made[] {
  const shown = (value: number) => (
    <span className={value === 0 ? css['zero'] : undefined}>{number(value)}</span>
  )
  return [
    ...TERMS.map((id): Made => {
      return { id, head: terms[id], width: '72px', align: 'end', cell: (row) => shown(row[id]) }
    }),
    {
      id: 'available',
      head: terms.available,
      width: '76px',
      align: 'end',
      narrow: 'end',
      cell: ({ available }) => <span className={css['strong']}>{number(available)}</span>,
    },
  ]
}

function restColumns({ inventory: said }: Words, formats: Formats): Made[] {
  const { number } = formats
  return [
    {
      id: 'expected',
      head: said.columns.expected,
      width: '118px',
      align: 'end',
      cell: ({ expected, nextOn }) =>
        nextOn !== null && said.expectedOn(number(expected), formats.day(nextOn)),
    },
    {
      id: 'places',
      head: said.columns.places,
      width: '116px',
      align: 'end',
      cell: ({ locations, soldOutAt }) =>
        said.placesOf(number(locations), soldOutAt, number(soldOutAt)),
    },
  ]
}

/** Nothing where there is nothing to say. */
export function StatePill(of: {
  row: Parameters<typeof stateOf>[0]
  said: Words['inventory']
  number: (value: number) => string
}) {
  const { row, said } = of
  const state: StockState = stateOf(row)
  if (state === 'plain') return null
  const says =
    state === 'uncovered' ? said.pills.uncovered(of.number(row.uncovered)) : said.pills[state]
  return <Pill tone={STATE_TONES[state]}>{says}</Pill>
}
