import { useMemo } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { UploadButton } from '../feeds/views.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { ALL, askedOf, isNarrowed, STATES, type Asked } from './asked.ts'
import { Bar } from './bar.tsx'
import { columnsOf } from './columns.tsx'
import { StockPeek } from './peek.tsx'
import { useRows } from './use-rows.ts'
import type { StockRow } from './use-stock.ts'

const keyOf = ({ sku }: StockRow) => sku
const nameOf = ({ name }: StockRow) => name

/** Stock by SKU: over all places, or at one. The figures follow what happens. */
export function Inventory() {
  const words = useWords()
  const { formats } = useSession()
  const [address, change] = useAddress()
  const { inventory: said, shell } = words
  // The address holds more than what is asked for: what is open asks for nothing anew.
  const text = JSON.stringify(askedOf(address))
  const asked = useMemo(() => JSON.parse(text) as Asked, [text])
  const list = useRows(asked)
  const isOnePlace = asked.location !== undefined
  const { columns: kept } = address
  const isBeside = Boolean(address['open'])
  const columns = useMemo(
    () => columnsOf({ words, formats, isOnePlace, isBeside, columns: kept }),
    [words, formats, isOnePlace, isBeside, kept],
  )
  const { length } = list.rows
  const count = list.hasMore ? shell.list.atLeast(formats.number(length)) : formats.number(length)
  return (
    <Screen
      title={said.title}
      count={list.isLoading || list.problem ? undefined : count}
      tools={<States chosen={asked.state} onChange={change} />}
      actions={<UploadButton location={asked.location} />}
      bar={<Bar address={address} onChange={change} />}
      peek={<Opened address={address} rows={list.rows} onChange={change} />}
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columns}
        rows={list.rows}
        keyOf={keyOf}
        nameOf={nameOf}
        instead={length > 0 ? undefined : <Instead list={list} asked={asked} onChange={change} />}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ sku }) => change({ open: sku }, address['open'] !== undefined)}
        flashing={list.flashing}
      />
    </Screen>
  )
}

type Change = (changed: Address, replace?: boolean) => void

function States({ chosen, onChange }: { chosen: string | undefined; onChange: Change }) {
  const { inventory: said } = useWords()
  const chips = (['all', ...STATES] as const).map((id) => ({ id, label: said.states[id] }))
  return (
    <Chips
      label={said.statesLabel}
      chips={chips}
      chosen={chosen ?? 'all'}
      onChoose={(id) => onChange({ state: id === 'all' ? undefined : id, open: undefined })}
    />
  )
}

function Instead(of: { list: ReturnType<typeof useRows>; asked: Asked; onChange: Change }) {
  const { inventory: said, shell } = useWords()
  if (of.list.isLoading) return <Skeleton label={shell.list.loading} rows={14} />
  if (of.list.problem) return <Fault error={of.list.problem} again={of.list.again} />
  if (!isNarrowed(of.asked)) return <Empty icon="boxes" title={said.empty} says={said.emptySays} />
  const clear = <Button onClick={() => of.onChange(ALL)}>{shell.list.clear}</Button>
  return <Empty icon="search" title={said.noMatch} says={said.noMatchSays} next={clear} />
}

function Opened(of: { address: Address; rows: readonly StockRow[]; onChange: Change }) {
  const navigate = useNavigate()
  const { open } = of.address
  if (open === undefined || open === '') return null
  const index = of.rows.findIndex(({ sku }) => sku === open)
  return (
    <StockPeek
      key={open}
      sku={open}
      place={of.address['location']}
      name={of.rows[index]?.name}
      onClose={() => of.onChange({ open: undefined }, true)}
      onStep={(by) => {
        const next = of.rows[index === -1 ? 0 : index + by]
        if (next) of.onChange({ open: next.sku }, true)
      }}
      onWhole={() => void navigate({ to: '/inventory/$sku', params: { sku: open }, search: {} })}
    />
  )
}
