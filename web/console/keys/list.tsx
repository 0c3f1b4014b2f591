import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useList } from '../../lib/use-list.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Ago } from '../../ui/values.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { KeyForm } from './form.tsx'
import { KeyPeek } from './peek.tsx'
import { KeyPill, stateOf, type Key } from './state.tsx'

/** Who else may use the API: made, changed and revoked here. */
export function Keys() {
  const words = useWords()
  const { keys: said, shell } = words
  const { can } = useSession()
  const [address, change] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const list = useList({
    key: ['keys', 'list'],
    page: (cursor, signal) => {
      const query = { limit: 200, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/api-keys', { params: { query }, signal }))
    },
  })
  const open = list.rows.find(({ id }) => id === address['open'])
  const create = can('identity:write') && (
    <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
      {said.create}
    </Button>
  )
  const instead = list.isLoading ? (
    <Skeleton label={shell.list.loading} />
  ) : list.problem ? (
    <Fault error={list.problem} again={list.again} />
  ) : list.rows.length === 0 ? (
    <Empty icon="key" title={said.empty} says={said.emptySays} next={create} />
  ) : undefined
  return (
    <Screen
      title={said.title}
      count={list.isLoading ? undefined : said.count(list.rows.length)}
      actions={list.rows.length > 0 && create}
      peek={open && <KeyPeek apiKey={open} onClose={() => change({ open: undefined })} />}
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words)}
        rows={list.rows}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        instead={instead}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ id }) => change({ open: id }, open !== undefined)}
      />
      {isMaking && <KeyForm onClose={() => setMaking(false)} />}
    </Screen>
  )
}

function columnsOf({ keys: said }: Words): Column<Key>[] {
  const { columns } = said
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(160px, 2fr)',
      narrow: 'title',
      cell: ({ name }) => name,
    },
    {
      id: 'prefix',
      head: columns.prefix,
      width: '140px',
      narrow: 'below',
      cell: ({ prefix }) => <code>{prefix}…</code>,
    },
    {
      id: 'may',
      head: columns.may,
      width: 'minmax(120px, 1fr)',
      cell: ({ permissions }) => said.may(permissions.length),
    },
    {
      id: 'state',
      head: columns.state,
      width: '130px',
      narrow: 'end',
      cell: (key) => <KeyPill state={stateOf(key)} />,
    },
    {
      id: 'used',
      head: columns.used,
      width: '140px',
      align: 'end',
      narrow: 'status',
      cell: ({ usedAt }) => (usedAt === null ? said.never : <Ago at={usedAt} />),
    },
  ]
}
