import type { Formats } from '../../lib/format.ts'
import { Drawing } from '../../ui/drawing.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import type { Words } from '../words/index.ts'
import { measuresOf } from './measures.ts'
import { variantOf } from './options.ts'
import type { SkuRow } from './use-skus.ts'
import css from './skus.module.css'

type Made = Column<SkuRow>

export const OPTIONAL = ['product', 'taxClass'] as const

/** The columns; `kept` are the optional ones that are shown, with commas between. */
export function columnsOf(
  words: Words,
  formats: Formats,
  { kept = '', isBeside }: { kept: string | undefined; isBeside: boolean },
): Made[] {
  const chosen = kept.split(',')
  return [...itemColumns(words), ...factColumns(words, formats)]
    .filter(({ id, isOptional = false }) => !isOptional || chosen.includes(id))
    .filter(({ id }) => !isBeside || BESIDE.has(id))
}

/** What matters most where something is open beside the list. */
const BESIDE = new Set(['name', 'code', 'prices'])

function itemColumns({ skus: { columns } }: Words): Made[] {
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(220px, 2fr)',
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
      width: 'minmax(150px, 1fr)',
      narrow: 'below',
      cell: ({ code }) => <span className="quiet">{code}</span>,
    },
    {
      id: 'product',
      head: columns.product,
      width: '130px',
      isOptional: true,
      cell: ({ product }) => product,
    },
    {
      id: 'options',
      head: columns.options,
      width: '120px',
      cell: ({ options }) => variantOf(options),
    },
    { id: 'category', head: columns.category, width: '110px', cell: ({ category }) => category },
  ]
}

function factColumns({ skus: said }: Words, formats: Formats): Made[] {
  const { columns } = said
  const { weight, size } = measuresOf(formats.language)
  return [
    {
      id: 'weight',
      head: columns.weight,
      width: '76px',
      align: 'end',
      cell: ({ weightG }) => weightG !== null && weight(weightG),
    },
    { id: 'size', head: columns.size, width: '140px', align: 'end', cell: (sku) => size(sku) },
    {
      id: 'prices',
      head: columns.prices,
      width: '170px',
      align: 'end',
      narrow: 'end',
      cell: ({ prices }) => pricesOf(prices, formats),
    },
    {
      id: 'taxClass',
      head: columns.taxClass,
      width: '90px',
      isOptional: true,
      cell: ({ taxClass }) => taxClass,
    },
  ]
}

export function pricesOf(prices: SkuRow['prices'], { money }: Formats): string {
  return prices.map(({ currency, amount }) => money(amount, currency)).join(' · ')
}
