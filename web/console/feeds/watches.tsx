import { useState, type ReactNode } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { watchColumns } from './columns.tsx'
import { countsOf, keyOf, sorted, stateOf, STATES } from './said.ts'
import { useWatches, type Watch } from './use-feeds.ts'
import { PlaceFilter, UploadButton, Views } from './views.tsx'
import { WatchForm } from './watch-form.tsx'
import { WatchPeek } from './watch-peek.tsx'

type Change = (changed: Address, replace?: boolean) => void

/** Which location is fed by whom, how often it should be, and what is overdue. */
export function Watches() {
  const words = useWords()
  const { feeds: said, shell } = words
  const { language } = useFormats()
  const [address, change] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const { nameOf } = usePlaces()
  const { data, error, refetch } = useWatches()
  const here = (data ?? []).filter(isOf(address['location']))
  const rows = sorted(here.filter(isIn(address['state'])), nameOf, language)
  const open = rows.find((row) => keyOf(row) === address['open'])
  const set = <SetButton onSet={() => setMaking(true)} />
  return (
    <Screen
      title={said.title}
      count={data ? said.count(rows.length) : undefined}
      tools={<Views chosen="watches" />}
      actions={<Actions location={address['location']}>{data?.length !== 0 && set}</Actions>}
      bar={<Bar address={address} change={change} watches={here} />}
      peek={
        open && (
          <WatchPeek
            key={keyOf(open)}
            watch={open}
            onClose={() => change({ open: undefined })}
            onStep={(by) => change({ open: keyOf(rows[rows.indexOf(open) + by] ?? open) }, true)}
          />
        )
      }
    >
      <Grid
        label={said.views.watches}
        words={shell.list}
        columns={watchColumns(words, { nameOf, language, isBeside: open !== undefined })}
        rows={rows}
        keyOf={keyOf}
        nameOf={keyOf}
        instead={
          rows.length > 0 ? undefined : error ? (
            <Fault error={error} again={() => void refetch()} />
          ) : (
            <Instead watches={data} set={set} change={change} />
          )
        }
        openKey={address['open']}
        onOpen={(row) => change({ open: keyOf(row) }, open !== undefined)}
      />
      {isMaking && (
        <WatchForm
          watches={data ?? []}
          location={address['location']}
          onClose={() => setMaking(false)}
        />
      )}
    </Screen>
  )
}

const isOf = (code: string | undefined) => (watch: Watch) => {
  return code === undefined || watch.location === code
}

function isIn(text: string | undefined): (watch: Watch) => boolean {
  const state = STATES.find((one) => one === text)
  return (watch) => state === undefined || stateOf(watch) === state
}

function Actions({ location, children }: { location: string | undefined; children: ReactNode }) {
  return (
    <>
      <UploadButton location={location} />
      {children}
    </>
  )
}

function SetButton({ onSet }: { onSet: () => void }) {
  const { feeds: said } = useWords()
  const { can } = useSession()
  if (!can('stock:write')) return null
  return (
    <Button look="primary" icon="plus" onClick={onSet}>
      {said.set}
    </Button>
  )
}

/** In place of rows: they are on their way, there are none, or none is like that. */
function Instead(of: { watches: readonly Watch[] | undefined; set: ReactNode; change: Change }) {
  const { feeds: said, shell } = useWords()
  const { watches, set, change } = of
  if (!watches) return <Skeleton label={shell.list.loading} />
  if (watches.length === 0) {
    return <Empty icon="activity" title={said.empty} says={said.emptySays} next={set} />
  }
  const clear = () => change({ state: undefined, location: undefined })
  return (
    <Empty
      icon="search"
      title={said.noMatch}
      next={<Button onClick={clear}>{shell.list.clear}</Button>}
    />
  )
}

/** Which of them, and where. */
function Bar(of: { address: Address; change: Change; watches: readonly Watch[] }) {
  const { feeds: said } = useWords()
  const { number } = useFormats()
  const { address, change, watches } = of
  const counts = countsOf(watches)
  const countText = (count: number) => (count === 0 ? undefined : number(count))
  const all = { id: 'all', label: said.states.all, count: countText(watches.length) }
  const each = STATES.map((id) => ({ id, label: said.states[id], count: countText(counts[id]) }))
  return (
    <>
      <Chips
        label={said.statesLabel}
        chips={[all, ...each]}
        chosen={STATES.find((one) => one === address['state']) ?? 'all'}
        onChoose={(id) => change({ state: id === 'all' ? undefined : id, open: undefined })}
      />
      <PlaceFilter />
    </>
  )
}
