import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Facts, Section } from '../../ui/steps.tsx'
import { Ago, Moment, Money } from '../../ui/values.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { useCommand } from '../shell/use-command.ts'
import type { OrderRow } from '../orders/use-orders.ts'
import { useWords } from '../words/index.ts'
import { outcomeOf, placeOf, SEEN_BY, toneOf, type Task } from './causes.ts'
import { TaskDialog } from './dialog.tsx'
import { Options } from './options.tsx'
import { useOrdersOf } from './use-about.ts'
import { HitOrders } from './hit.tsx'
import { useNames } from './use-names.ts'
import { useTask } from './use-tasks.ts'
import type { ExceptionWords } from './words.en.ts'
import css from './exceptions.module.css'

type Props = { task: Task; onClose: () => void; onStep: (by: 1 | -1) => void }

/** One exception: what happened, what to do, what others noted, and the next step. */
export function TaskPeek({ task, onClose, onStep }: Props) {
  const { exceptions: said, shell } = useWords()
  const names = useNames()
  const { name, says, next, more } = names.said(task)
  return (
    <Peek
      title={name}
      label={name}
      closeLabel={shell.close}
      onClose={onClose}
      onStep={onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={<Actions key={task.id} task={task} />}
    >
      <div className="line">
        <Pill tone={task.closedAt === null ? toneOf(task) : 'done'}>
          {task.closedAt === null ? said.views.all : said.done}
        </Pill>
        <span className="quiet">
          <Ago at={task.raisedAt} />
        </span>
      </div>
      <Section title={said.happened}>
        <p>{says}</p>
        {more !== undefined && (
          <p className="small" lang="en" dir="ltr">
            {more}
          </p>
        )}
      </Section>
      {task.closedAt === null ? (
        <Section title={said.next}>
          <p className={css['next']}>{next}</p>
        </Section>
      ) : (
        <Section title={said.outcome}>
          <p>{outcomeOf(task, said)}</p>
          <p className="small">{said.closedBy(names.who(task.closedBy ?? ''))}</p>
        </Section>
      )}
      <Options task={task} />
      <HitOrders task={task} />
      <TaskFacts task={task} />
      <Notes task={task} />
    </Peek>
  )
}

function TaskFacts({ task }: { task: Task }) {
  const { exceptions: said } = useWords()
  const { me } = useSession()
  const names = useNames()
  const owner =
    task.owner === null ? said.nobody : task.owner === me.id ? said.you : names.who(task.owner)
  const order = useOrdersOf([task]).get(task.order?.id ?? '')
  const facts = [
    ...(task.order ? [[said.thisOrder, task.order.number ?? task.order.id] as const] : []),
    ...(order ? orderFacts(order, said) : []),
    ...(task.location === null ? [] : [[said.place, names.place(task.location)] as const]),
    ...(task.sku === null ? [] : [[said.sku, task.sku] as const]),
    [said.raised, <Moment key="at" at={task.raisedAt} />] as const,
    ...(task.dueAt === null
      ? []
      : [[said.columns.due, <Moment key="due" at={task.dueAt} />] as const]),
    [said.owner, owner] as const,
  ]
  return <Facts facts={facts} />
}

function orderFacts({ customer, total, placedAt }: OrderRow, said: ExceptionWords) {
  return [
    ...(customer === null ? [] : [[said.customer, customer] as const]),
    [said.worth, <Money key="worth" {...total} />] as const,
    [said.placed, <Moment key="placed" at={placedAt} />] as const,
  ]
}

function Notes({ task }: { task: Task }) {
  const { exceptions: said } = useWords()
  const names = useNames()
  const { data } = useTask(task.id)
  const notes = data?.notes ?? []
  return (
    <Section title={said.notes}>
      {notes.length === 0 && <p className="quiet">{said.noNotes}</p>}
      {notes.map(({ id, text, by, at }) => (
        <div key={id} className={css['note']}>
          <p>{text}</p>
          <p className="small">
            {names.who(by)} · <Ago at={at} />
          </p>
        </div>
      ))}
    </Section>
  )
}

const OPENS = {
  order: 'openOrder',
  stock: 'openStock',
  feeds: 'openFeeds',
  simulator: 'openSimulator',
  versions: 'openVersions',
  draft: 'openDraft',
  plans: 'openPlans',
} as const

function Actions({ task }: { task: Task }) {
  const { exceptions: said } = useWords()
  const { me, can } = useSession()
  const navigate = useNavigate()
  const tell = useTell()
  const [dialog, setDialog] = useState<'note' | 'done'>()
  const wanted = placeOf(task)
  const place = wanted && can(SEEN_BY[wanted.kind]) ? wanted : undefined
  const isMine = task.owner === me.id
  const isOpen = task.closedAt === null && can('tasks:write')
  const canClose = isOpen && task.can.includes('close')
  const assign = useCommand(
    (owner: string | null, header) =>
      answerOf(
        api.POST('/v1/tasks/{id}/changes', {
          params: { path: { id: task.id }, header },
          body: { version: task.version, changes: [{ action: 'assign', owner }] },
        }),
      ),
    [['tasks']],
  )
  const take = async () => {
    const done = await assign.run(isMine ? null : me.id)
    if (done) tell({ title: isMine ? said.givenBack : said.taken })
  }
  const open = () => place && void navigate({ to: place.to, search: place.search ?? {} })
  useLetters(
    {
      o: open,
      ...(isOpen && { a: () => void take(), n: () => setDialog('note') }),
      ...(canClose && { e: () => setDialog('done') }),
    },
    dialog === undefined,
  )
  return (
    <>
      {place && (
        <Button look="primary" letter="O" onClick={open}>
          {said.actions[OPENS[place.kind]]}
        </Button>
      )}
      {isOpen && (
        <Button letter="A" busy={assign.isBusy} onClick={() => void take()}>
          {isMine ? said.actions.give : said.actions.take}
        </Button>
      )}
      {isOpen && (
        <Button letter="N" onClick={() => setDialog('note')}>
          {said.actions.note}
        </Button>
      )}
      {canClose && (
        <Button letter="E" onClick={() => setDialog('done')}>
          {said.actions.done}
        </Button>
      )}
      {isOpen && !canClose && <p className="small">{said.endsItself}</p>}
      {dialog && <TaskDialog task={task} kind={dialog} onClose={() => setDialog(undefined)} />}
    </>
  )
}
