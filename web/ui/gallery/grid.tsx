import { useState } from 'react'
import { Button } from '../button.tsx'
import type { Column, Sort } from '../grid/columns.ts'
import { Grid } from '../grid/grid.tsx'
import { Pill, type Tone } from '../pill.tsx'
import { Peek } from '../screen.tsx'
import { Empty, Failed, Skeleton } from '../states.tsx'
import { Facts, Why } from '../steps.tsx'
import { Moment, Money } from '../values.tsx'
import type { Samples } from './samples.en.ts'
import { useSamples } from './use-samples.ts'
import css from './gallery.module.css'

type Row = { number: string; placed: string; customer: string; tone: Tone; total: number }

const TONES: readonly Tone[] = ['neutral', 'attention', 'moving', 'critical', 'done', 'waiting']
const FIRST = 1042
const ROWS = 400

function rowsOf({ grid: { customers } }: Samples): Row[] {
  return Array.from({ length: ROWS }, (_, n) => ({
    number: `W-${FIRST - n}`,
    placed: new Date(Date.UTC(2026, 1, 28, 14, 5 - n * 7)).toISOString(),
    customer: customers[n % customers.length]!,
    tone: TONES[n % TONES.length]!,
    total: 8430 + n * 1999,
  }))
}

function columnsOf({ grid, tones }: Samples): Column<Row>[] {
  return [
    { id: 'order', head: grid.order, cell: ({ number }) => number, width: '90px', narrow: 'title' },
    {
      id: 'placed',
      head: grid.placed,
      cell: ({ placed }) => <Moment at={placed} />,
      width: '130px',
      isSortable: true,
    },
    {
      id: 'customer',
      head: grid.customer,
      cell: ({ customer }) => customer,
      width: 'minmax(140px, 1fr)',
      narrow: 'below',
    },
    {
      id: 'status',
      head: grid.status,
      cell: ({ tone }) => <Pill tone={tone}>{tones[tone]}</Pill>,
      width: '150px',
      narrow: 'status',
    },
    {
      id: 'total',
      head: grid.total,
      cell: ({ total }) => <Money amount={total} currency="EUR" />,
      width: '110px',
      align: 'end',
      isSortable: true,
      narrow: 'end',
    },
  ]
}

/** Chosen, open, just changed, sorted, with more to come and new ones waiting; and a peek. */
export function GridParts() {
  const samples = useSamples()
  const { grid } = samples
  const [rows] = useState(() => rowsOf(samples))
  const [columns] = useState(() => columnsOf(samples))
  const [open, setOpen] = useState<string>()
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(['W-1041', 'W-1039']))
  const [sort, setSort] = useState<Sort>({ column: 'placed', isDescending: true })
  const [newCount, setNewCount] = useState(12)
  const at = rows.findIndex(({ number }) => number === open)
  const row = rows[at]
  return (
    <div className={css['frame']} data-size="tall">
      <Grid
        label={grid.label}
        words={grid.words}
        columns={columns}
        rows={rows}
        keyOf={({ number }) => number}
        nameOf={({ number }) => number}
        hasMore
        sort={sort}
        onSort={setSort}
        openKey={open}
        onOpen={({ number }) => setOpen(number)}
        selected={selected}
        onSelect={setSelected}
        flashing={new Set(['W-1037'])}
        newCount={newCount}
        onShowNew={() => setNewCount(0)}
      />
      {row && (
        <OpenRow
          row={row}
          onStep={(by) => setOpen(rows[at + by]?.number ?? row.number)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </div>
  )
}

function OpenRow({
  row,
  onStep,
  onClose,
}: {
  row: Row
  onStep: (by: 1 | -1) => void
  onClose: () => void
}) {
  const { peek, why, facts, tones } = useSamples()
  return (
    <Peek
      title={row.number}
      label={row.number}
      closeLabel={peek.close}
      onClose={onClose}
      onStep={onStep}
      stepLabels={{ before: peek.before, after: peek.after }}
      onWhole={{ label: peek.whole, act: () => undefined }}
      actions={
        <>
          <Button look="primary" letter="R">
            {peek.release}
          </Button>
          <Button letter="H">{peek.hold}</Button>
        </>
      }
    >
      <div className="line">
        <Pill tone={row.tone}>{tones[row.tone]}</Pill>
        <span className="quiet">{row.customer}</span>
      </div>
      <Why title={why.title} steps={why.steps} when={why.when} />
      <Facts facts={facts as [string, string][]} />
    </Peek>
  )
}

export function GridStates() {
  const samples = useSamples()
  const { grid } = samples
  const instead = [
    ['loading', <Skeleton key="loading" label={grid.loading} />],
    [
      'empty',
      <Empty
        key="empty"
        title={grid.empty}
        says={grid.emptySays}
        next={<Button>{grid.clear}</Button>}
      />,
    ],
    [
      'failed',
      <Failed
        key="failed"
        title={grid.failed}
        says={grid.failedSays}
        next={<Button>{grid.again}</Button>}
      />,
    ],
  ] as const
  const [columns] = useState(() => columnsOf(samples).slice(0, 2))
  return (
    <div className={css['columns']}>
      {instead.map(([id, what]) => (
        <div key={id} className={css['frame']}>
          <Grid
            label={`${grid.label}: ${id}`}
            words={grid.words}
            columns={columns}
            rows={[]}
            keyOf={({ number }) => number}
            nameOf={({ number }) => number}
            instead={what}
          />
        </div>
      ))}
    </div>
  )
}
