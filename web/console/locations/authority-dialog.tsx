import { useState } from 'react'
import { answerOf, api } from '../../lib/api.ts'
import { CodeField } from '../../ui/form/code-field.tsx'
import { SelectField } from '../../ui/form/field.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Notice } from '../../ui/states.tsx'
import { Overtaken } from '../shell/overtaken.tsx'
import { useChange, type Overtaking } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import { NoKey, whoSays } from './authority-section.tsx'
import {
  draftOf,
  endsWaiting,
  isOther,
  isSound,
  rebased,
  saidBy,
  whoOf,
  whos,
  type Authority,
  type Draft,
} from './authority.ts'
import { FormDialog } from './form-dialog.tsx'
import { readAuthority, useAuthority, useSystems } from './use-authority.ts'

/** Says who is in charge of the stock of a location; the form goes out from what is said now. */
export function AuthorityDialog({ location, onClose }: { location: string; onClose: () => void }) {
  const { data } = useAuthority(location)
  return data ? <AuthorityForm opened={data} onClose={onClose} /> : null
}

function AuthorityForm({ opened, onClose }: { opened: Authority; onClose: () => void }) {
  const { locations: said, shell } = useWords()
  const tell = useTell()
  const [draft, setDraft] = useState(() => draftOf(opened))
  const [isTried, setTried] = useState(false)
  const { run, isBusy, faultAt, base, overtaken } = useChange({
    opened,
    read: ({ location }) => readAuthority(location),
    send,
    stale: [['network']],
    onOvertaken: ({ before, now }) => {
      setDraft((typed) => rebased(typed, draftOf(before), draftOf(now)))
    },
  })
  const save = async () => {
    setTried(true)
    if (!isSound(draft)) return
    if (isOther(base, draft)) {
      if (!(await run(draft))) return
      tell({ title: said.savedDone })
    }
    onClose()
  }
  return (
    <FormDialog
      title={said.editOf(said.sections.authority)}
      act={shell.save}
      isBusy={isBusy}
      onSave={() => void save()}
      onClose={onClose}
    >
      {overtaken && <Differences {...overtaken} />}
      <Fields
        draft={draft}
        set={(changed) => setDraft((before) => ({ ...before, ...changed }))}
        fault={isTried && !isSound(draft) ? said.authority.fault : faultAt('/owner')}
      />
      {endsWaiting(base, draft) && (
        <Notice tone="moving">
          <p>{said.authority.endsWaiting}</p>
        </Notice>
      )}
    </FormDialog>
  )
}

function send(
  { location, version }: Authority,
  draft: Draft,
  header: { 'idempotency-key': string },
) {
  const body = { concern: 'stock_on_hand' as const, location, version, ...saidBy(draft) }
  return answerOf(api.POST('/v1/authorities', { params: { header }, body }))
}

function Fields(of: {
  draft: Draft
  set: (changed: Partial<Draft>) => void
  fault: string | undefined
}) {
  const { authority: said } = useWords().locations
  const { draft, set, fault } = of
  const { who, takesOff } = draft
  const name = isSound(draft) ? draft.system.trim() : said.thatSystem
  return (
    <>
      <SelectField
        label={said.who}
        hint={whoSays(said, who, name)}
        value={who}
        choices={whos.map((value) => ({ value, label: said.whos[value] }))}
        onChange={(event) => set({ who: event.currentTarget.value as Draft['who'] })}
      />
      {who === 'other' && (
        <>
          <SystemField system={draft.system} fault={fault} onChange={(system) => set({ system })} />
          {isSound(draft) && whoOf(name) === 'other' && <NoKey system={name} />}
          <SelectField
            label={said.takesOff}
            hint={takesOff === 'tutti' ? said.byTutti : said.byOwner(name)}
            value={takesOff}
            choices={[
              { value: 'tutti', label: said.takers.tutti },
              { value: 'owner', label: said.takers.owner(name) },
            ]}
            onChange={(event) => set({ takesOff: event.currentTarget.value as Draft['takesOff'] })}
          />
        </>
      )}
    </>
  )
}

function SystemField(of: {
  system: string
  fault: string | undefined
  onChange: (system: string) => void
}) {
  const { authority: said } = useWords().locations
  return (
    <CodeField
      label={said.system}
      hint={said.systemHint}
      fault={of.fault}
      known={useSystems()}
      value={of.system}
      onChange={of.onChange}
    />
  )
}

function Differences({ before, now }: Overtaking<Authority>) {
  const { locations, shell } = useWords()
  const { authority: said } = locations
  const { changedTo } = shell.overtaken
  const nameOf = ({ owner }: Authority) => {
    const who = whoOf(owner)
    return who === 'other' ? owner! : said.whos[who]
  }
  const takerOf = ({ owner, tuttiDecrements }: Authority) => {
    return tuttiDecrements ? said.takers.tutti : said.takers.owner(owner ?? said.thatSystem)
  }
  const lines = [
    ...(before.owner === now.owner ? [] : [changedTo(said.who, nameOf(before), nameOf(now))]),
    ...(before.tuttiDecrements === now.tuttiDecrements
      ? []
      : [changedTo(said.takesOff, takerOf(before), takerOf(now))]),
  ]
  return <Overtaken lines={lines} />
}
