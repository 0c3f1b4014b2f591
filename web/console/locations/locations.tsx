import { answerOf, api, type Item } from '../../lib/api.ts'
import { useAddress } from '../../lib/use-address.ts'
import { useList } from '../../lib/use-list.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'

type Row = Item<'/v1/locations'>

export function Locations() {
  const words = useWords()
  const [address, change] = useAddress()
  const list = useList({
    key: ['network', 'locations'],
    page: (cursor, signal) => {
      const query = { limit: 200, ...(cursor !== undefined && { cursor }) }
      return answerOf(api.GET('/v1/locations', { params: { query }, signal }))
    },
  })
  const { locations: said, shell } = words
  const instead = list.isLoading ? (
    <Skeleton label={shell.list.loading} />
  ) : list.problem ? (
    <Fault error={list.problem} again={list.again} />
  ) : list.rows.length === 0 ? (
    <Empty icon="store" title={said.empty} says={said.emptySays} />
  ) : undefined
  return (
    <Screen title={said.title} count={list.isLoading ? undefined : said.count(list.rows.length)}>
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words)}
        rows={list.rows}
        keyOf={({ code }) => code}
        nameOf={({ name }) => name}
        instead={instead}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ code }) => change({ open: code })}
      />
    </Screen>
  )
}

function columnsOf({ locations: { columns, open, paused } }: Words): Column<Row>[] {
  return [
    {
      id: 'name',
      head: columns.name,
      cell: ({ name }) => name,
      width: 'minmax(160px, 2fr)',
      narrow: 'title',
    },
    { id: 'code', head: columns.code, cell: ({ code }) => code, width: '120px' },
    { id: 'kind', head: columns.kind, cell: ({ kind }) => kind, width: '160px', narrow: 'below' },
    {
      id: 'place',
      head: columns.place,
      cell: ({ city, country }) => `${city ?? ''} ${country}`,
      width: 'minmax(120px, 1fr)',
    },
    {
      id: 'state',
      head: columns.state,
      cell: ({ paused: isPaused }) =>
        isPaused ? <Pill tone="attention">{paused}</Pill> : <Pill tone="done">{open}</Pill>,
      width: '120px',
      narrow: 'end',
    },
  ]
}
