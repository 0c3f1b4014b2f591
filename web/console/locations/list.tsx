import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress, type Address } from '../../lib/use-address.ts'
import { useList, type List } from '../../lib/use-list.ts'
import { useNow } from '../../lib/use-now.ts'
import { useRefresh } from '../../lib/use-refresh.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Chips } from '../../ui/chips.tsx'
import { Grid } from '../../ui/grid/grid.tsx'
import { Menu } from '../../ui/overlay/menu.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { places } from '../shell/places.ts'
import { useWords } from '../words/index.ts'
import { columnsOf } from './columns.tsx'
import { CreateLocation } from './create.tsx'
import { Filters } from './filters.tsx'
import type { Location } from './hours.ts'
import { LocationPeek } from './peek.tsx'
import { useStockHealth, useWork } from './use-network.ts'

const STATES = ['open', 'paused', 'incomplete', 'archived'] as const
type State = (typeof STATES)[number]

/** All places that hold stock or do work. */
export function Locations() {
  const words = useWords()
  const { locations: said, shell } = words
  const { canForAll } = useSession()
  const { language, number } = useFormats()
  const [address, change] = useAddress()
  const [isCreating, setCreating] = useState(false)
  const list = useLocations(address)
  const about = { work: byLocation(useWork().data), stock: byLocation(useStockHealth().data) }
  const now = useNow()
  const open = list.rows.find(({ code }) => code === address['open'])
  const step = (by: 1 | -1) => {
    const next = list.rows[list.rows.findIndex(({ code }) => code === open?.code) + by]
    if (next) change({ open: next.code }, true)
  }
  const counted = list.hasMore ? said.countMore : said.count
  return (
    <Screen
      title={said.title}
      count={list.isLoading || list.problem ? undefined : counted(list.rows.length)}
      tools={<States state={stateIn(address)} change={change} />}
      actions={
        <>
          <Inside />
          {canForAll('network:write') && (
            <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
              {said.create}
            </Button>
          )}
        </>
      }
      bar={<Filters address={address} change={change} />}
      peek={
        open && (
          <LocationPeek location={open} onClose={() => change({ open: undefined })} onStep={step} />
        )
      }
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words, {
          language,
          number,
          now,
          ...about,
          isBeside: open !== undefined,
        })}
        rows={list.rows}
        keyOf={({ code }) => code}
        nameOf={({ name }) => name}
        instead={insteadOf(list) && <Instead list={list} isFiltered={isFiltered(address)} />}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ code }) => change({ open: code }, address['open'] !== undefined)}
      />
      {isCreating && <CreateLocation onClose={() => setCreating(false)} />}
    </Screen>
  )
}

/** What locations share, each with a screen of its own. */
function Inside() {
  const { network: said, shell } = useWords()
  const navigate = useNavigate()
  return (
    <Menu
      trigger={<IconButton icon="more" label={said.link} />}
      items={places
        .filter(({ isInside }) => isInside)
        .map(({ id, icon, to }) => ({
          label: shell.places[id],
          icon,
          onChoose: () => void navigate({ to, search: {} }),
        }))}
    />
  )
}

const stateIn = (address: Address) => STATES.find((state) => state === address['state'])

function isFiltered(address: Address): boolean {
  return ['q', 'kind', 'state', 'group', 'tag'].some((name) => address[name] !== undefined)
}

function byLocation<One extends { location: string }>(items: readonly One[] | undefined) {
  return items && new Map(items.map((one) => [one.location, one]))
}

function useLocations(address: Address) {
  const { locations: said } = useWords()
  const { q, group, tag } = address
  const state = stateIn(address)
  const kind = Object.keys(said.kinds).find((one) => one === address['kind'])
  const key = ['network', 'list', { q, state, kind, group, tag }]
  useRefresh('network', ['network', 'list'], 1000)
  return useList({
    key,
    page: (cursor, signal) => {
      const query = {
        limit: 200,
        ...(q !== undefined && { q }),
        ...(state && { state }),
        ...(kind !== undefined && { kind: kind as Location['kind'] }),
        ...(group !== undefined && { group }),
        ...(tag !== undefined && { tag }),
        ...(cursor !== undefined && { cursor }),
      }
      return answerOf(api.GET('/v1/locations', { params: { query }, signal }))
    },
  })
}

function States(of: {
  state: State | undefined
  change: (changed: Address, replace?: boolean) => void
}) {
  const { locations: said } = useWords()
  const { state, change } = of
  return (
    <Chips
      label={said.viewsLabel}
      chips={(['all', ...STATES] as const).map((id) => ({ id, label: said.views[id] }))}
      chosen={state ?? 'all'}
      onChoose={(id) => change({ state: id === 'all' ? undefined : id, open: undefined })}
    />
  )
}

function insteadOf(list: List<Location>): 'loading' | 'problem' | 'empty' | undefined {
  if (list.isLoading) return 'loading'
  if (list.problem) return 'problem'
  return list.rows.length === 0 ? 'empty' : undefined
}

function Instead({ list, isFiltered: filtered }: { list: List<Location>; isFiltered: boolean }) {
  const { locations: said, shell } = useWords()
  const state = insteadOf(list)
  if (state === 'loading') return <Skeleton label={shell.list.loading} />
  if (state === 'problem') return <Fault error={list.problem} again={list.again} />
  return filtered ? (
    <Empty icon="search" title={said.noMatch} says={said.noMatchSays} />
  ) : (
    <Empty icon="store" title={said.empty} says={said.emptySays} />
  )
}
