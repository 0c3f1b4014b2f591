import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useFormats, useSession } from '../../lib/session.tsx'
import { useAddress } from '../../lib/use-address.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import type { Column } from '../../ui/grid/columns.ts'
import { Grid } from '../../ui/grid/grid.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Empty, Skeleton } from '../../ui/states.tsx'
import { Fault } from '../shell/fault.tsx'
import { useWords, type Words } from '../words/index.ts'
import { CreateRule } from './rule-create.tsx'
import { begunIn, NOT_BEGUN } from './rule-draft.ts'
import { RulePeek } from './rule-peek.tsx'
import {
  aboutOf,
  hasTask,
  type AboutNames,
  stateOf,
  STATE_TONES,
  tellsOf,
  TONES,
} from './rule-said.ts'
import { useAboutNames, useRules, type Rule } from './use-rules.ts'

/** Which stock people want to be told of. */
export function AlertRules() {
  const words = useWords()
  const { alerts, shell } = words
  const said = alerts.rules
  const { can } = useSession()
  const { number } = useFormats()
  const now = useNow()
  const names = useAboutNames()
  const [address, change] = useAddress()
  const [isMaking, setMaking] = useState(false)
  const { data: rows = [], isPending, error, refetch } = useRules()
  const begun = begunIn(address, alerts.kinds)
  const open = rows.find(({ id }) => id === address['open'])
  const create = can('stock:write') && (
    <Button look="primary" icon="plus" onClick={() => setMaking(true)}>
      {said.create}
    </Button>
  )
  const instead = isPending ? (
    <Skeleton label={shell.list.loading} rows={4} />
  ) : error ? (
    <Fault error={error} again={() => void refetch()} />
  ) : rows.length === 0 ? (
    <Empty icon="alert" title={said.empty} says={said.emptySays} next={create} />
  ) : undefined
  return (
    <Screen
      title={said.title}
      back={<Link to="/alerts">{alerts.title}</Link>}
      count={isPending || error ? undefined : said.count(rows.length)}
      actions={rows.length > 0 && create}
      peek={
        open && (
          <RulePeek
            key={open.id}
            rule={open}
            onClose={() => change({ open: undefined })}
            onStep={(by) => change({ open: (rows[rows.indexOf(open) + by] ?? open).id }, true)}
          />
        )
      }
    >
      <Grid
        label={said.title}
        words={shell.list}
        columns={columnsOf(words, { now, number, names, isBeside: open !== undefined })}
        rows={rows}
        keyOf={({ id }) => id}
        nameOf={({ name }) => name}
        instead={instead}
        openKey={address['open']}
        onOpen={({ id }) => change({ open: id }, open !== undefined)}
      />
      {isMaking && <CreateRule onClose={() => setMaking(false)} />}
      {begun && can('stock:write') && (
        <CreateRule start={begun} onClose={() => change(NOT_BEGUN, true)} />
      )}
    </Screen>
  )
}

type About = {
  now: number
  number: (value: number) => string
  names: AboutNames
  isBeside: boolean
}

const BESIDE = new Set(['name', 'kind', 'tells'])

function columnsOf(words: Words, about: About): Column<Rule>[] {
  const columns = allColumns(words, about)
  return about.isBeside ? columns.filter(({ id }) => BESIDE.has(id)) : columns
}

function allColumns(words: Words, { now, number, names }: About): Column<Rule>[] {
  const { alerts, shell } = words
  const { columns, states } = alerts.rules
  return [
    {
      id: 'name',
      head: columns.name,
      width: 'minmax(140px, 2fr)',
      narrow: 'title',
      cell: ({ name }) => name,
    },
    {
      id: 'kind',
      head: columns.kind,
      width: '130px',
      narrow: 'status',
      cell: ({ kind }) => <Pill tone={TONES[kind]}>{alerts.kinds[kind]}</Pill>,
    },
    {
      id: 'tells',
      head: columns.tells,
      width: 'minmax(150px, 1.5fr)',
      narrow: 'below',
      cell: (rule) => tellsOf(rule, words, number),
    },
    {
      id: 'about',
      head: columns.about,
      width: 'minmax(130px, 2fr)',
      cell: (rule) => aboutOf(rule, words, names),
    },
    {
      id: 'task',
      head: columns.task,
      width: '90px',
      cell: ({ kind, raisesTask }) => {
        return raisesTask || hasTask(kind) ? shell.yes : shell.no
      },
    },
    {
      id: 'state',
      head: columns.state,
      width: '112px',
      narrow: 'end',
      cell: (rule) => {
        const state = stateOf(rule, now)
        return <Pill tone={STATE_TONES[state]}>{states[state]}</Pill>
      },
    },
  ]
}
