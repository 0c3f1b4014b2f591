import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import { Frame } from '../routing/frame.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { rulesName, STATE_TONES } from './said.ts'
import { StartDialog } from './start.tsx'
import { useShadows, type Summary } from './use-shadows.ts'

/** Rules that decide, or decided, beside those in force. */
export function ShadowsView() {
  const { shadows: said, shell } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  const [isStarting, setStarting] = useState(false)
  const { rows, isLoading, problem, hasMore, loadMore, again } = useShadows()
  const columns = useColumns()
  const open = (id: string) => {
    void navigate({ to: '/routing/shadows/$id', params: { id }, search: {} })
  }
  const create = can('routing:write') && (
    <Button icon="play" onClick={() => setStarting(true)}>
      {said.create}
    </Button>
  )
  return (
    <Frame view="shadows" acts={rows.length > 0 && create}>
      <Grid
        label={said.title}
        words={shell.list}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        hasMore={hasMore}
        onMore={loadMore}
        onOpen={({ id }) => open(id)}
        instead={
          rows.length > 0 ? undefined : isLoading ? (
            <Skeleton label={shell.list.loading} rows={4} />
          ) : problem ? (
            <Fault error={problem} again={again} />
          ) : (
            <Empty icon="copy" title={said.empty} says={said.emptySays} next={create} />
          )
        }
      />
      {isStarting && <StartDialog onClose={() => setStarting(false)} onStarted={open} />}
    </Frame>
  )
}

function useColumns(): Column<Summary>[] {
  const words = useWords()
  const { formats } = useSession()
  const { columns, states } = words.shadows
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(180px, 3fr)',
      narrow: 'title',
      cell: ({ name }) => name,
    },
    {
      id: 'rules',
      head: columns.rules,
      width: 'minmax(110px, 1fr)',
      narrow: 'below',
      cell: (row) => rulesName(row, words, formats),
    },
    {
      id: 'state',
      head: columns.state,
      width: '110px',
      narrow: 'status',
      cell: ({ state }) => <Pill tone={STATE_TONES[state]}>{states[state]}</Pill>,
    },
    {
      id: 'at',
      head: columns.at,
      width: 'minmax(116px, 1fr)',
      narrow: 'end',
      cell: ({ startedAt }) => <Moment at={startedAt} />,
    },
    {
      id: 'compared',
      head: columns.compared,
      width: '130px',
      align: 'end',
      cell: ({ compared }) => formats.number(compared),
    },
    {
      id: 'changed',
      head: columns.changed,
      width: '130px',
      align: 'end',
      cell: ({ changed }) => formats.number(changed),
    },
  ]
}
