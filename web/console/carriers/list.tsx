import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useTyped } from '../../lib/use-typed.ts'
import { Button } from '../../ui/button.tsx'
import { Chips, SearchField } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { CarrierForm } from './carrier-form.tsx'
import { columnsOf } from './columns.tsx'
import { countsOf, filtered, keyOf, useRows, type Row } from './use-rows.ts'
import css from './carriers.module.css'

/** Who carries parcels, with what, at which prices, and what of it needs somebody. */
export function Carriers() {
  const words = useWords()
  const { carriers: said, shell } = words
  const { can, formats } = useSession()
  const navigate = useNavigate()
  const [address] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const { rows, error, again } = useRows()
  const shown = filtered(rows ?? [], address['q'] ?? '', address['state'])
  const create = can('shipping:write') && (
    <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
      {said.create}
    </Button>
  )
  const isEmpty = rows?.length === 0
  const open = ({ carrier: { code }, service }: Row) => {
    const search = service ? { service: service.code } : {}
    void navigate({ to: '/carriers/$code', params: { code }, search })
  }
  return (
    <Screen
      title={said.title}
      count={rows && said.count(shown.filter(({ service }) => service).length)}
      tools={
        <Link to="/rate-quotes" className={css['lookUp']}>
          {said.lookUp}
        </Link>
      }
      actions={rows && !isEmpty && create}
      bar={rows && !isEmpty && <Bar rows={rows} />}
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words, formats)}
        rows={shown}
        keyOf={keyOf}
        nameOf={({ carrier, service }) => service?.name ?? carrier.name}
        instead={
          shown.length > 0 ? undefined : error && !rows ? (
            <Fault error={error} again={again} />
          ) : (
            <Instead rows={rows} create={create} />
          )
        }
        onOpen={open}
      />
      {isMaking && (
        <CarrierForm
          onClose={() => setMaking(false)}
          onMade={(code) => void navigate({ to: '/carriers/$code', params: { code }, search: {} })}
        />
      )}
    </Screen>
  )
}

/** In place of rows: they are on their way, there are none, or none is like that. */
function Instead({ rows, create }: { rows: readonly Row[] | undefined; create: ReactNode }) {
  const { carriers: said, shell } = useWords()
  const [, change] = useAddress()
  if (!rows) return <Skeleton label={shell.list.loading} rows={4} />
  if (rows.length === 0) {
    return <Empty icon="truck" title={said.empty} says={said.emptySays} next={create} />
  }
  const clear = () => change({ state: undefined, q: undefined })
  return (
    <Empty
      icon="search"
      title={said.noMatch}
      next={<Button onClick={clear}>{shell.list.clear}</Button>}
    />
  )
}

/** Which of them. */
function Bar({ rows }: { rows: readonly Row[] }) {
  const { carriers: said } = useWords()
  const { number } = useFormats()
  const [address, change] = useAddress()
  const [text, type] = useTyped(address['q'] ?? '', (q) => change({ q: q || undefined }, true))
  const counts = countsOf(rows)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  return (
    <>
      <SearchField label={said.search} value={text} onChange={type} />
      <Chips
        label={said.statesLabel}
        chips={[
          { id: 'all', label: said.states.all, count: number(total) },
          ...counts.map(([id, count]) => ({ id, label: said.states[id], count: number(count) })),
        ]}
        chosen={address['state'] ?? 'all'}
        onChoose={(id) => change({ state: id === 'all' ? undefined : id })}
      />
    </>
  )
}
