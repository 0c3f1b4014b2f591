import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { momentOf } from '../../lib/wall-time.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField, TextField } from '../../ui/form/field.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import type { Location } from './hours.ts'
import { useWork } from './use-network.ts'

type Act =
  | { action: 'pause'; reason: string; until?: string; keepsWork?: boolean }
  | { action: 'resume' }
  | { action: 'archive' }
type At = Pick<Location, 'code' | 'version'>

/** One step of a location; each tells of itself and how it is taken back. */
function useAct() {
  return useCommand(
    ({ at: { code, version }, act }: { at: At; act: Act }, header) =>
      answerOf(
        api.POST('/v1/locations/{code}/changes', {
          params: { path: { code }, header },
          body: { version, changes: [act] },
        }),
      ),
    [['network']],
  )
}

/** Lets a location take orders again; taken back, it is paused as it was. */
export function useResume(location: Location) {
  const { code, version, name, pauseReason, pausedUntil, keepsWork } = location
  const { locations: said, shell } = useWords()
  const tell = useTell()
  const { run, isBusy } = useAct()
  const resume = async () => {
    const done = await run({ at: { code, version }, act: { action: 'resume' } })
    if (!done) return
    const until = pausedUntil === null ? {} : { until: pausedUntil }
    const again: Act = { action: 'pause', reason: pauseReason ?? said.paused, keepsWork, ...until }
    tell({
      title: said.resumedDone(name),
      undo: { label: shell.undo, act: () => void run({ at: done, act: again }) },
    })
  }
  return { run: resume, isBusy }
}

export function PauseDialog({ location, onClose }: { location: Location; onClose: () => void }) {
  const { locations: said, shell } = useWords()
  const tell = useTell()
  const [reason, setReason] = useState('')
  const [end, setEnd] = useState('')
  const [isHalf, setHalf] = useState(false)
  const [keepsWork, setKeeps] = useState(false)
  const { run, isBusy, faultAt } = useAct()
  const pause = async () => {
    const given = reason.trim()
    if (given === '' || isHalf) return
    const until = end === '' ? undefined : momentOf(location.timeZone, end)
    const act: Act = {
      action: 'pause',
      reason: given,
      keepsWork,
      ...(until !== undefined && { until }),
    }
    const done = await run({ at: location, act })
    if (!done) return
    const undo = () => void run({ at: done, act: { action: 'resume' } })
    tell({ title: said.pausedDone(location.name), undo: { label: shell.undo, act: undo } })
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={said.pauseTitle(location.name)}
      says={said.pausedMeans}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button
            look="primary"
            busy={isBusy}
            disabled={reason.trim() === '' || isHalf}
            onClick={() => void pause()}
          >
            {said.pause}
          </Button>
        </>
      }
    >
      <div className="stack">
        <TextField
          label={said.pauseReason}
          hint={said.pauseHint}
          value={reason}
          maxLength={200}
          required
          onChange={(event) => setReason(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && void pause()}
        />
        <TextField
          label={said.pauseUntil}
          hint={said.pauseUntilHint}
          fault={faultAt('/until') === undefined ? undefined : said.faults.past}
          type="datetime-local"
          value={end}
          onChange={({ currentTarget }) => {
            setEnd(currentTarget.value)
            // A date without a time has no value, and is no pause without an end.
            setHalf(currentTarget.validity.badInput)
          }}
        />
        <CheckField
          label={said.keepsWork}
          hint={said.workGoes}
          checked={keepsWork}
          onChange={(event) => setKeeps(event.currentTarget.checked)}
        />
      </div>
    </Dialog>
  )
}

export function ArchiveDialog({ location, onClose }: { location: Location; onClose: () => void }) {
  const { locations: said } = useWords()
  const tell = useTell()
  const { run, isBusy } = useAct()
  const work = useWork().data?.find((one) => one.location === location.code)
  const left = work ? work.open + work.inWork : 0
  const archive = async () => {
    if (!(await run({ at: location, act: { action: 'archive' } }))) return
    tell({ title: said.archivedDone(location.name) })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(location.name)}
      says={said.archiveSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void archive()}
      onClose={onClose}
    >
      {left > 0 && <p>{said.archiveWork(left)}</p>}
    </Confirm>
  )
}
