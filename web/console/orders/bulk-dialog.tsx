import { useEffect, useRef, useState } from 'react'
import { saveCsv } from '../../lib/csv.ts'
import { listed } from '../../lib/listed.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { saysOf } from '../shell/fault.tsx'
import { useWords } from '../words/index.ts'
import { runAll, type Plan, type Run } from './bulk.ts'
import { actOn, type Given } from './bulk-act.ts'
import { Because, useBecause } from './bulk-because.tsx'
import type { OrderRow } from './use-orders.ts'
import css from './orders.module.css'

type Props = { plan: Plan<OrderRow>; onClose: () => void }

/** What will happen, in words; then how far it is; then what failed and why. */
export function BulkDialog({ plan, onClose }: Props) {
  const { orders, shell } = useWords()
  const { bulk } = orders
  const { act } = plan
  const { run, start, stop } = useRun(plan)
  const [because, setBecause] = useBecause(act)
  const count = plan.rows.length
  const chosen = plan.leftOut.reduce((sum, [, left]) => sum + left, count)
  const close = () => !run?.isRunning && onClose()
  return (
    <Dialog
      isOpen
      onClose={close}
      title={run ? bulk.titles[act](count) : bulk.asks[act](count, chosen)}
      says={run ? undefined : <WhatWill plan={plan} />}
      actions={
        run ? (
          <Button onClick={run.isRunning ? stop : onClose}>
            {run.isRunning ? bulk.stop : shell.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose}>{bulk.keep}</Button>
            <Button
              look={act === 'cancel' ? 'danger' : 'primary'}
              disabled={act !== 'release_hold' && because.reason.trim() === ''}
              onClick={() => void start(because)}
            >
              {bulk.acts[act](count)}
            </Button>
          </>
        )
      }
    >
      {run ? (
        <Progress run={run} of={count} />
      ) : (
        <Because act={act} given={because} onChange={setBecause} />
      )}
    </Dialog>
  )
}

function useRun(plan: Plan<OrderRow>) {
  const words = useWords()
  const [run, setRun] = useState<Run<OrderRow>>()
  const isStopped = useRef(false)
  useEffect(() => () => void (isStopped.current = true), [])
  const start = (given: Given) => {
    isStopped.current = false
    return runAll(plan.rows, {
      act: (row) => actOn(plan.act, row, given),
      says: (error) => saysOf(error, words),
      tell: setRun,
      isStopped: () => isStopped.current,
    })
  }
  return { run, start, stop: () => void (isStopped.current = true) }
}

/** The consequence by name: what happens, what may, and what stays as it is. */
function WhatWill({ plan }: { plan: Plan<OrderRow> }) {
  const { bulk } = useWords().orders
  const formats = useFormats()
  const atOnce = plan.rows.length - plan.asked
  const amounts = plan.worth.map(([currency, amount]) => formats.money(amount, currency))
  return (
    <ul className={css['will']}>
      {atOnce > 0 && <li>{bulk.will[plan.act](atOnce)}</li>}
      {plan.asked > 0 && <li>{bulk.asked(plan.asked)}</li>}
      {plan.act === 'cancel' && <li>{bulk.worth(listed(formats.language, amounts))}</li>}
      {plan.leftOut.map(([why, count]) => (
        <li key={why} className="quiet">
          {bulk.leftOut[why](count)}
        </li>
      ))}
    </ul>
  )
}

function Progress({ run, of }: { run: Run<OrderRow>; of: number }) {
  const { bulk } = useWords().orders
  const ended = run.done + run.failed.length
  return (
    <>
      <progress className={css['progress']} max={of} value={ended} aria-label={bulk.label} />
      <p role="status">{run.isRunning ? bulk.progress(ended, of) : bulk.ended(run.done, of)}</p>
      {run.failed.length > 0 && (
        <>
          <h3>{bulk.failed(run.failed.length)}</h3>
          <ul className={css['failed']}>
            {run.failed.map(({ row, why }) => (
              <li key={row.id}>
                <strong className="number">{row.number}</strong> {why}
              </li>
            ))}
          </ul>
          {!run.isRunning && <SaveFailed run={run} />}
        </>
      )}
    </>
  )
}

function SaveFailed({ run }: { run: Run<OrderRow> }) {
  const { orders } = useWords()
  const save = () => {
    const rows = run.failed.map(({ row, why }) => [row.number, row.externalId, why])
    saveCsv('orders.csv', rows)
  }
  return (
    <div>
      <Button onClick={save}>{orders.bulk.saveFailed}</Button>
    </div>
  )
}
