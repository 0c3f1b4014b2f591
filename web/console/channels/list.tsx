import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api, type Item } from '../../lib/api.ts'
import { useChanges } from '../../lib/live.tsx'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { ChannelForm } from './form.tsx'
import { ChannelPeek } from './peek.tsx'

export type Channel = Item<'/v1/channels'>

/** Where orders come from, and what each promises when stock is short. */
export function Channels() {
  const words = useWords()
  const { channels: said, shell } = words
  const { canForAll } = useSession()
  const [address, change] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['network', 'channels'],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/channels', { signal })),
  })
  useChanges('network', () => void refetch())
  const navigate = useNavigate()
  const rows = data?.items ?? []
  const open = rows.find(({ code }) => code === address['open'])
  const create = canForAll('network:write') && (
    <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
      {said.create}
    </Button>
  )
  const instead = isPending ? (
    <Skeleton label={shell.list.loading} rows={4} />
  ) : error ? (
    <Fault error={error} again={() => void refetch()} />
  ) : rows.length === 0 ? (
    <Empty icon="channels" title={said.empty} says={said.emptySays} next={create} />
  ) : undefined
  return (
    <Screen
      title={said.title}
      count={isPending ? undefined : said.count(rows.length)}
      actions={
        <>
          <Button look="quiet" icon="bookmark" onClick={() => void navigate({ to: '/brands' })}>
            {said.brands}
          </Button>
          {rows.length > 0 && create}
        </>
      }
      peek={open && <ChannelPeek channel={open} onClose={() => change({ open: undefined })} />}
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words)}
        rows={rows}
        keyOf={({ code }) => code}
        nameOf={({ name }) => name}
        instead={instead}
        openKey={address['open']}
        onOpen={({ code }) => change({ open: code }, open !== undefined)}
      />
      {isMaking && <ChannelForm onClose={() => setMaking(false)} />}
    </Screen>
  )
}

function columnsOf({ channels: said }: Words): Column<Channel>[] {
  const { columns, kinds, shortage, states } = said
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(160px, 2fr)',
      narrow: 'title',
      cell: ({ name }) => name,
    },
    { id: 'code', head: columns.code, width: '120px', cell: ({ code }) => code },
    {
      id: 'kind',
      head: columns.kind,
      width: '140px',
      narrow: 'below',
      cell: ({ kind }) => kinds[kind],
    },
    {
      id: 'currency',
      head: columns.currency,
      width: '90px',
      narrow: 'status',
      cell: ({ currency }) => currency,
    },
    {
      id: 'shortage',
      head: columns.shortage,
      width: 'minmax(160px, 1fr)',
      cell: ({ onShortage }) => shortage[onShortage],
    },
    { id: 'zone', head: columns.zone, width: '150px', cell: ({ timeZone }) => timeZone },
    {
      id: 'state',
      head: columns.state,
      width: '120px',
      narrow: 'end',
      cell: ({ archived }) =>
        archived ? (
          <Pill tone="neutral">{states.archived}</Pill>
        ) : (
          <Pill tone="done">{states.open}</Pill>
        ),
    },
  ]
}
