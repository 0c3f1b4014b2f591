import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import type { List } from '../../lib/use-list.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { CreateThing } from './create.tsx'
import type { Thing } from './draft.ts'
import type { Kind } from './kind.ts'
import { ThingPeek } from './peek.tsx'

export type Rows<Row> = Pick<
  List<Row>,
  'rows' | 'isLoading' | 'problem' | 'hasMore' | 'loadMore' | 'again'
>

/** The list of one kind, with a look at one beside it; reached from locations or channels. */
export function Things<Row extends Thing, Whole extends Thing>(of: {
  kind: Kind<Row, Whole>
  list: Rows<Row>
}) {
  const words = useWords()
  const { kind, list } = of
  const from = kind.from ?? 'locations'
  const said = words.network[kind.id]
  const { can, canForAll } = useSession()
  const [address, change] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const { rows } = list
  const open = rows.find(({ code }) => code === address['open'])
  const mayCreate = kind.isOfSome ? can : canForAll
  const create = mayCreate('network:write') && (
    <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
      {said.create}
    </Button>
  )
  return (
    <Screen
      title={said.title}
      back={<Link to={`/${from}`}>{words[from].title}</Link>}
      count={list.isLoading || list.problem || list.hasMore ? undefined : said.count(rows.length)}
      actions={rows.length > 0 && create}
      peek={
        open && (
          <ThingPeek
            key={open.code}
            kind={kind}
            row={open}
            onClose={() => change({ open: undefined })}
            onStep={(by) => change({ open: (rows[rows.indexOf(open) + by] ?? open).code }, true)}
          />
        )
      }
    >
      <Grid
        label={said.title}
        words={words.shell.list}
        columns={columnsOf(words, kind, open !== undefined)}
        rows={rows}
        keyOf={({ code }) => code}
        nameOf={({ name }) => name}
        instead={rows.length > 0 ? undefined : <Instead kind={kind} list={list} next={create} />}
        hasMore={list.hasMore}
        onMore={list.loadMore}
        openKey={address['open']}
        onOpen={({ code }) => change({ open: code }, open !== undefined)}
      />
      {isMaking && <CreateThing kind={kind} onClose={() => setMaking(false)} />}
    </Screen>
  )
}

function Instead(of: {
  kind: Pick<Kind<Thing>, 'id' | 'icon'>
  list: Rows<unknown>
  next: ReactNode
}) {
  const { network, shell } = useWords()
  const said = network[of.kind.id]
  if (of.list.isLoading) return <Skeleton label={shell.list.loading} rows={4} />
  if (of.list.problem) return <Fault error={of.list.problem} again={of.list.again} />
  return <Empty icon={of.kind.icon} title={said.empty} says={said.emptySays} next={of.next} />
}

/** Name, what the kind has besides, and whether it is in use. */
function columnsOf<Row extends Thing, Whole extends Thing>(
  words: Words,
  kind: Kind<Row, Whole>,
  isBeside: boolean,
): Column<Row>[] {
  const { columns, states } = words.network
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(150px, 2fr)',
      narrow: 'title',
      cell: ({ name }) => name,
    },
    {
      id: 'code',
      head: columns.code,
      width: 'minmax(90px, 1fr)',
      narrow: 'below',
      cell: ({ code }) => <bdi>{code}</bdi>,
    },
    ...(isBeside ? [] : kind.columns(words)),
    {
      id: 'state',
      head: columns.state,
      width: '120px',
      narrow: 'status',
      cell: ({ archived }) => (
        <Pill tone={archived ? 'neutral' : 'done'}>{states[archived ? 'archived' : 'open']}</Pill>
      ),
    },
  ]
}
