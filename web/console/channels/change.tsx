import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { usePlaces } from '../inventory/use-places.ts'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { changedFields, changesOf, draftOf, poolChange, rebased, type Draft } from './draft.ts'
import { ChannelFields, useFaults } from './fields.tsx'
import { changeChannel, readChannel, type Whole } from './save.ts'

/** Changes what of a channel can still change: its name, its policy, its clock, its places. */
export function ChangeChannel({ opened, onClose }: { opened: Whole; onClose: () => void }) {
  const { channels: said, shell } = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState(() => draftOf(opened))
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened,
    read: ({ channel }) => readChannel(channel.code),
    send: changeChannel,
    stale: [['network']],
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const { isGood, faultOf } = useFaults(draft, faultAt)
  const save = async () => {
    if (!isGood()) return
    const changes = changesOf(draftOf(base), draft)
    if (changes.length > 0) {
      if (!(await run(changes))) return
      tell({ title: said.saved })
    }
    onClose()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      size="large"
      title={said.changeTitle}
      actions={
        <>
          <Button onClick={onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={isBusy} onClick={() => void save()}>
            {shell.save}
          </Button>
        </>
      }
    >
      {overtaken && <Differences {...overtaken} />}
      <ChannelFields
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        faultOf={faultOf}
      />
    </Dialog>
  )
}

function Differences({ before, now }: Overtaking<Whole>) {
  const { channels: said, shell } = useWords()
  const { changedTo } = shell.overtaken
  const { nameOf } = usePlaces()
  const [old, fresh] = [draftOf(before), draftOf(now)]
  const labels = {
    name: said.name,
    onShortage: said.columns.shortage,
    timeZone: said.columns.zone,
    releaseMinutes: said.wait,
  }
  const { added, removed, moved } = poolChange(old.pool, fresh.pool)
  const priorityIn = (draft: Draft, code: string) => {
    return String(draft.pool.find(({ location }) => location === code)?.priority)
  }
  const placeLine = (location: string, isIn: boolean) => {
    const [was, is] = isIn ? [shell.no, shell.yes] : [shell.yes, shell.no]
    return changedTo(nameOf(location), was, is)
  }
  const lines = [
    ...changedFields(old, fresh).map((field) => {
      const value = (draft: Draft) =>
        field === 'onShortage' ? said.shortage[draft.onShortage] : draft[field]
      return changedTo(labels[field], value(old), value(fresh))
    }),
    ...added.map(({ location }) => placeLine(location, true)),
    ...removed.map(({ location }) => placeLine(location, false)),
    ...moved.map(({ location }) => {
      const [was, is] = [priorityIn(old, location), priorityIn(fresh, location)]
      return changedTo(said.priorityOf(nameOf(location)), was, is)
    }),
  ]
  return <Overtaken lines={lines} />
}
