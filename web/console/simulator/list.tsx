import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Moment } from '../../ui/values.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { Fault } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { askedOf, NOT_ASKED } from './asked.ts'
import { periodOf, policyName, STATE_TONES } from './said.ts'
import { StartDialog } from './start.tsx'
import { useSimulations, type Summary } from './use-simulations.ts'

/** Past periods that were played under other rules. */
export function Simulator() {
  const { simulator: said, shell } = useWords()
  const { can } = useSession()
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [address, change] = useAddress()
  const { rows, isLoading, problem, hasMore, loadMore, again } = useSimulations()
  const columns = useColumns()
  const open = (id: string, replace = false) => {
    void navigate({ to: '/simulator/$id', params: { id }, search: {}, replace })
  }
  const mayStart = can('routing:write')
  const asked = askedOf(address)
  const isStarting = mayStart && (isOpen || asked !== undefined)
  useLetters(mayStart ? { n: () => setOpen(true) } : {}, !isStarting)
  const close = () => {
    setOpen(false)
    if (asked) change(NOT_ASKED, true)
  }
  const create = mayStart && (
    <Button look="primary" icon="plus" letter="N" onClick={() => setOpen(true)}>
      {said.create}
    </Button>
  )
  return (
    <Screen
      title={said.title}
      count={rows.length > 0 ? said.count(rows.length) : undefined}
      actions={rows.length > 0 && create}
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columns}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={(row) => columns[0]!.cell(row) as string}
        hasMore={hasMore}
        onMore={loadMore}
        onOpen={({ id }) => open(id)}
        instead={
          rows.length > 0 ? undefined : isLoading ? (
            <Skeleton label={shell.list.loading} rows={4} />
          ) : problem ? (
            <Fault error={problem} again={again} />
          ) : (
            <Empty icon="activity" title={said.empty} says={said.emptySays} next={create} />
          )
        }
      />
      {isStarting && (
        <StartDialog
          asked={asked}
          onClose={close}
          onStarted={(id) => open(id, asked !== undefined)}
        />
      )}
    </Screen>
  )
}

function useColumns(): Column<Summary>[] {
  const { simulator: said } = useWords()
  const { formats } = useSession()
  const { who } = useNames()
  const { columns } = said
  return [
    {
      id: 'period',
      head: columns.period,
      width: 'minmax(180px, 2fr)',
      narrow: 'title',
      cell: (row) => periodOf(row, said, formats),
    },
    {
      id: 'policies',
      head: columns.policies,
      width: 'minmax(180px, 3fr)',
      narrow: 'below',
      cell: ({ policies }) => policies.map((one) => policyName(one, said, formats)).join(' · '),
    },
    {
      id: 'state',
      head: columns.state,
      width: '132px',
      narrow: 'status',
      cell: ({ state }) => <Pill tone={STATE_TONES[state]}>{said.states[state]}</Pill>,
    },
    {
      id: 'by',
      head: columns.by,
      width: 'minmax(110px, 1fr)',
      cell: ({ createdBy }) => <bdi>{who(createdBy)}</bdi>,
    },
    {
      id: 'at',
      head: columns.at,
      width: 'minmax(116px, 1fr)',
      narrow: 'end',
      cell: ({ createdAt }) => <Moment at={createdAt} />,
    },
  ]
}
