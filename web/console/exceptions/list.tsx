import { useFormats } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Chips } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Age, Ago, Money } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import type { OrderRow } from '../orders/use-orders.ts'
import { toneOf, type Task } from './causes.ts'
import { TaskPeek } from './peek.tsx'
import { useOrdersOf } from './use-about.ts'
import { useNames } from './use-names.ts'
import { useOpened, useTaskCounts, useTasks, VIEWS, type View } from './use-tasks.ts'
import css from './exceptions.module.css'

/** Home: what needs a person, the oldest first, each with its next step. */
export function Exceptions() {
  const words = useWords()
  const { exceptions: said, shell } = words
  const [address, change] = useAddress()
  const view = VIEWS.find((id) => id === address['view']) ?? 'all'
  const list = useTasks(view)
  const counts = useTaskCounts()
  const names = useNames()
  const orders = useOrdersOf(list.rows)
  const open = useOpened(address['open'], list.rows)
  const step = (by: 1 | -1) => {
    const next = list.rows[list.rows.findIndex(({ id }) => id === open?.id) + by]
    if (next) change({ open: next.id }, true)
  }
  return (
    <Screen
      title={said.title}
      tools={
        <Chips
          label={said.viewsLabel}
          chips={chipsOf(words, counts.data, useFormats().number)}
          chosen={view}
          onChoose={(id) => change({ view: id === 'all' ? undefined : id, open: undefined })}
        />
      }
      peek={
        open && <TaskPeek task={open} onClose={() => change({ open: undefined })} onStep={step} />
      }
    >
      <Grid
        label={said.title}
        words={shell.list}
        isDouble
        columns={columnsOf(words, names, orders)}
        rows={list.rows}
        keyOf={({ id }) => id}
        nameOf={(task) => names.said(task).name}
        instead={insteadOf(words, list, view)}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ id }) => change({ open: id }, address['open'] !== undefined)}
        newCount={list.newCount}
        onShowNew={list.showNew}
      />
    </Screen>
  )
}

type Names = ReturnType<typeof useNames>
type Counts = { open: number; mine: number; unassigned: number } | undefined

function chipsOf({ exceptions: { views } }: Words, counts: Counts, number: (n: number) => string) {
  const of = { all: counts?.open, me: counts?.mine, none: counts?.unassigned, closed: undefined }
  return VIEWS.map((id) => {
    const count = of[id]
    return { id, label: views[id], count: count === undefined ? undefined : number(count) }
  })
}

function insteadOf(words: Words, list: ReturnType<typeof useTasks>, view: View) {
  const { exceptions: said, shell } = words
  if (list.isLoading) return <Skeleton label={shell.list.loading} />
  if (list.problem) return <Fault error={list.problem} again={list.again} />
  if (list.rows.length > 0) return undefined
  const says = { all: undefined, none: undefined, me: said.emptyMine, closed: said.emptyDone }[view]
  return <Empty icon="check" title={said.empty} says={says} />
}

type Orders = ReturnType<typeof useOrdersOf>

function columnsOf({ exceptions: said }: Words, names: Names, orders: Orders): Column<Task>[] {
  const { columns } = said
  return [
    {
      id: 'what',
      head: columns.what,
      width: 'minmax(220px, 2fr)',
      narrow: 'title',
      cell: (task) => (
        <span className={css['what']} data-tone={toneOf(task)}>
          {names.said(task).name}
        </span>
      ),
    },
    {
      id: 'where',
      head: columns.where,
      width: 'minmax(160px, 2fr)',
      narrow: 'below',
      cell: (task) => {
        const { order, sku, location } = task
        const number = order && said.order(order.number ?? order.id.slice(-6))
        const customer = order && orders.get(order.id)?.customer
        const parts = [number, customer, sku, location && names.place(location)]
        return parts.filter(Boolean).join(' · ') || names.said(task).says
      },
    },
    {
      id: 'age',
      head: columns.age,
      width: '120px',
      align: 'end',
      narrow: 'end',
      cell: ({ raisedAt, closedAt }) =>
        closedAt === null ? <Age since={raisedAt} /> : <Ago at={closedAt} />,
    },
    {
      id: 'due',
      head: columns.due,
      width: '160px',
      align: 'end',
      narrow: 'status',
      cell: (task) => <Due task={task} order={task.order && orders.get(task.order.id)} />,
    },
  ]
}

/** When it must be done by; where nothing says so, what is at stake. */
function Due({ task, order }: { task: Task; order: OrderRow | null | undefined }) {
  if (task.dueAt !== null && task.closedAt === null) return <Ago at={task.dueAt} />
  return order ? <Money amount={order.total.amount} currency={order.total.currency} /> : null
}
