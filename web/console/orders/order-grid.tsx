import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import type { Problem } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import type { Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { sortText, type Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Empty, Notice, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { missingOf, numbersIn, type Asked, type OrderSort } from './asked.ts'
import { Bulk } from './bulk-bar.tsx'
import { NoOrders } from './no-orders.tsx'
import { OrderPeek } from './peek.tsx'
import type { Names } from './use-names.ts'
import { useOrders, type OrderRow } from './use-orders.ts'
import css from './orders.module.css'

type Props = {
  asked: Asked
  sort: OrderSort
  columns: readonly Column<OrderRow>[]
  names: Names
  address: Address
  onChange: (changed: Address, replace?: boolean) => void
  total: number | undefined
}

const NONE: ReadonlySet<string> = new Set()
const keyOf = ({ id }: OrderRow) => id
const nameOf = ({ number }: OrderRow) => number

/** The rows, the order that is open beside them, and what can be done with the chosen ones. */
export function OrderGrid(props: Props) {
  const { asked, sort, columns, names, address, onChange, total } = props
  const { orders, shell } = useWords()
  const { can } = useSession()
  const list = useOrders(asked, sort)
  const [selected, setSelected] = useState(NONE)
  const { open } = address
  const { rows } = list
  const chosen = useMemo(() => rows.filter(({ id }) => selected.has(id)), [rows, selected])
  const instead = list.isLoading ? (
    <Skeleton label={shell.list.loading} rows={14} />
  ) : list.problem ? (
    <Troubled problem={list.problem} again={list.again} address={address} onChange={onChange} />
  ) : rows.length === 0 ? (
    <NoOrders asked={asked} address={address} names={names} onChange={onChange} />
  ) : undefined
  return (
    <div className={css['list']}>
      <div className={css['grid']}>
        <NotFound address={address} rows={list.isLoading ? undefined : rows} />
        <Grid
          label={orders.title}
          words={shell.list}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          nameOf={nameOf}
          total={total}
          instead={instead}
          hasMore={list.hasMore}
          onMore={list.loadMore}
          sort={{ column: sort.replace('-', ''), isDescending: sort.startsWith('-') }}
          onSort={(next) => onChange({ sort: sortText(next) })}
          openKey={open}
          onOpen={({ id }) => onChange({ open: id }, open !== undefined)}
          {...(can('orders:write') && { selected, onSelect: setSelected })}
          flashing={list.flashing}
          newCount={list.newCount}
          onShowNew={list.showNew}
        />
        {list.isCut && <Cut count={rows.length} />}
        <Bulk chosen={chosen} onClear={() => setSelected(NONE)} />
      </div>
      {open !== undefined && open !== '' && (
        <Opened id={open} rows={rows} names={names} onChange={onChange} />
      )}
    </div>
  )
}

/** A filter of the address that names nothing is no fault of the server: it can be taken away. */
function Troubled(of: {
  problem: Problem
  again: () => void
  address: Address
  onChange: Props['onChange']
}) {
  const { orders, shell } = useWords()
  const field = of.problem.problem?.field?.replace('/', '')
  if (field === undefined) return <Fault error={of.problem} again={of.again} />
  const clear = Object.fromEntries(Object.keys(of.address).map((name) => [name, undefined]))
  return (
    <Empty
      icon="search"
      title={orders.empty.unknown}
      says={of.problem.problem?.detail}
      next={<Button onClick={() => of.onChange(clear)}>{shell.list.clear}</Button>}
    />
  )
}

type OpenedProps = Pick<Props, 'names' | 'onChange'> & { id: string; rows: readonly OrderRow[] }

function Opened({ id, rows, names, onChange }: OpenedProps) {
  const navigate = useNavigate()
  const index = rows.findIndex((row) => row.id === id)
  const step = (by: 1 | -1) => {
    const next = rows[index === -1 ? 0 : index + by]
    if (next) onChange({ open: next.id }, true)
  }
  const goTo = useCallback(
    (number: string, act?: 'hold' | 'cancel') => {
      void navigate({ to: '/orders/$number', params: { number }, search: { act } })
    },
    [navigate],
  )
  return (
    <OrderPeek
      key={id}
      id={id}
      row={rows[index]}
      names={names}
      onStep={step}
      onClose={() => onChange({ open: undefined }, true)}
      onWhole={goTo}
    />
  )
}

/** The end of what is loaded is not the end of what there is. */
function Cut({ count }: { count: number }) {
  const { orders } = useWords()
  const { formats } = useSession()
  return <p className={css['cut']}>{orders.cut(formats.number(count))}</p>
}

const NAMED = 12

/** Which numbers of a pasted list are those of no order. */
function NotFound({ address, rows }: { address: Address; rows: readonly OrderRow[] | undefined }) {
  const { orders } = useWords()
  const numbers = numbersIn(address['q'])
  if (!numbers || !rows) return null
  const missing = missingOf(numbers, rows)
  if (missing.length === 0) return null
  const named = missing.slice(0, NAMED).join(', ')
  const text = missing.length > NAMED ? `${named} …` : named
  return <Notice tone="attention">{orders.missing(missing.length, text)}</Notice>
}
