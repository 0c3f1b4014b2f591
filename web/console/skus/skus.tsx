import { useMemo, useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Button } from '../../ui/button.tsx'
import { Chips, SearchField } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CategorySelect } from './categories.tsx'
import { columnsOf, OPTIONAL } from './columns.tsx'
import { CreateDialog } from './dialogs.tsx'
import { SkuPeek } from './peek.tsx'
import { askedOf, useSkus, type Asked, type SkuRow } from './use-skus.ts'
import css from './skus.module.css'

type Change = (changed: Address, replace?: boolean) => void

const keyOf = ({ code }: SkuRow) => code
const nameOf = ({ name }: SkuRow) => name

/** What is sold and counted. */
export function Skus() {
  const words = useWords()
  const { formats, can } = useSession()
  const [address, change] = useAddress()
  const [isCreating, setCreating] = useState(false)
  const { skus: said, shell } = words
  const text = JSON.stringify(askedOf(address))
  const asked = useMemo(() => JSON.parse(text) as Asked, [text])
  const list = useSkus(asked)
  const { columns: kept } = address
  const isBeside = Boolean(address['open'])
  const columns = useMemo(
    () => columnsOf(words, formats, { kept, isBeside }),
    [words, formats, kept, isBeside],
  )
  const { length } = list.rows
  const count = list.hasMore ? shell.list.atLeast(formats.number(length)) : formats.number(length)
  const mayWrite = can('catalog:write')
  useLetters({ c: () => setCreating(true) }, mayWrite && !isCreating)
  return (
    <Screen
      title={said.title}
      count={list.isLoading || list.problem ? undefined : count}
      tools={<States chosen={asked.state} onChange={change} />}
      actions={
        mayWrite && (
          <Button icon="plus" letter="C" onClick={() => setCreating(true)}>
            {said.create}
          </Button>
        )
      }
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
        onOpen={({ code }) => change({ open: code }, address['open'] !== undefined)}
      />
      {isCreating && (
        <CreateDialog
          onClose={() => setCreating(false)}
          onCreated={(code) => {
            setCreating(false)
            change({ open: code })
          }}
        />
      )}
    </Screen>
  )
}

function States({ chosen, onChange }: { chosen: Asked['state']; onChange: Change }) {
  const { skus: said } = useWords()
  return (
    <Chips
      label={said.statesLabel}
      chips={(['active', 'archived'] as const).map((id) => ({ id, label: said.states[id] }))}
      chosen={chosen}
      onChoose={(id) => onChange({ state: id === 'active' ? undefined : id, open: undefined })}
    />
  )
}

function Bar({ address, onChange }: { address: Address; onChange: Change }) {
  const { skus: said, shell } = useWords()
  const [text, setText] = useTyped(address['q'] ?? '', (q) => onChange({ q: q || undefined }, true))
  const kept = (address['columns'] ?? '').split(',').filter(Boolean)
  const toggled = (id: string) =>
    kept.includes(id) ? kept.filter((one) => one !== id) : [...kept, id]
  return (
    <>
      <SearchField label={said.search} value={text} onChange={setText} />
      <CategorySelect
        value={address['category']}
        onChoose={(category) => onChange({ category, open: undefined })}
      />
      <div className={css['end']}>
        <Menu
          trigger={<Button icon="columns">{shell.list.columns}</Button>}
          items={OPTIONAL.map((id) => ({
            label: said.columns[id],
            isOn: kept.includes(id),
            onChoose: () => onChange({ columns: toggled(id).join(',') || undefined }, true),
          }))}
        />
      </div>
    </>
  )
}

function Instead(of: { list: ReturnType<typeof useSkus>; asked: Asked; onChange: Change }) {
  const { skus: said, shell } = useWords()
  const { q, category, state } = of.asked
  if (of.list.isLoading) return <Skeleton label={shell.list.loading} rows={14} />
  if (of.list.problem) return <Fault error={of.list.problem} again={of.list.again} />
  if (q === undefined && category === undefined) {
    if (state === 'archived') return <Empty icon="tag" title={said.emptyArchived} />
    return <Empty icon="tag" title={said.empty} says={said.emptySays} />
  }
  const clear = () => of.onChange({ q: undefined, category: undefined })
  return (
    <Empty
      icon="search"
      title={said.noMatch}
      says={said.noMatchSays}
      next={<Button onClick={clear}>{shell.list.clear}</Button>}
    />
  )
}

function Opened(of: { address: Address; rows: readonly SkuRow[]; onChange: Change }) {
  const { open } = of.address
  if (open === undefined || open === '') return null
  const index = of.rows.findIndex(({ code }) => code === open)
  return (
    <SkuPeek
      key={open}
      code={open}
      row={of.rows[index]}
      onClose={() => of.onChange({ open: undefined }, true)}
      onStep={(by) => {
        const next = of.rows[index === -1 ? 0 : index + by]
        if (next) of.onChange({ open: next.code }, true)
      }}
    />
  )
}
