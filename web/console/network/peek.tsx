import { useState } from 'react'
import { useSession } from '../../lib/session.tsx'
import { useLetters } from '../../lib/use-letters.ts'
import { Button } from '../../ui/button.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Peek } from '../../ui/screen.tsx'
import { Confirm } from '../shell/confirm.tsx'
import { useCommand } from '../shell/use-command.ts'
import { useWords } from '../words/index.ts'
import { ChangeThing } from './change.tsx'
import type { Thing } from './draft.ts'
import { STALE, type Kind } from './kind.ts'

/** One of them: what it is, what it is for, and its two acts. */
export function ThingPeek<Row extends Thing, Whole extends Thing>(of: {
  kind: Kind<Row, Whole>
  row: Row
  onClose: () => void
  onStep: (by: 1 | -1) => void
}) {
  const { network: said, shell } = useWords()
  const { can } = useSession()
  const { kind, row } = of
  const [dialog, setDialog] = useState<'archive' | Whole>()
  // A form goes out from the whole thing as it is at that moment.
  const { run, isBusy } = useCommand((code: string) => kind.read(code), [])
  const isOpen = can('network:write') && row.can.includes('set')
  const change = async () => {
    const whole = await run(row.code)
    if (whole) setDialog(whole)
  }
  useLetters(isOpen ? { e: () => void change() } : {}, dialog === undefined)
  const close = () => setDialog(undefined)
  return (
    <Peek
      title={row.name}
      label={row.name}
      closeLabel={shell.close}
      onClose={of.onClose}
      onStep={of.onStep}
      stepLabels={{ before: shell.before, after: shell.after }}
      actions={
        isOpen && (
          <>
            <Button icon="edit" letter="E" busy={isBusy} onClick={() => void change()}>
              {said.change}
            </Button>
            <Button look="danger" onClick={() => setDialog('archive')}>
              {said.archive}
            </Button>
          </>
        )
      }
    >
      {row.archived && (
        <div>
          <Pill tone="neutral">{said.states.archived}</Pill>
        </div>
      )}
      <kind.About row={row} />
      {typeof dialog === 'object' && <ChangeThing kind={kind} opened={dialog} onClose={close} />}
      {dialog === 'archive' && <ArchiveThing kind={kind} row={row} onClose={close} />}
    </Peek>
  )
}

function ArchiveThing(of: {
  kind: Pick<Kind<Thing>, 'id' | 'archive'>
  row: Thing
  onClose: () => void
}) {
  const { network: said } = useWords()
  const { kind, row, onClose } = of
  const tell = useTell()
  const { run, isBusy } = useCommand(kind.archive, STALE)
  const archive = async () => {
    if (!(await run(row))) return
    tell({ title: said.archived })
    onClose()
  }
  return (
    <Confirm
      title={said.archiveTitle(row.name)}
      says={said[kind.id].archiveSays}
      act={said.archive}
      isBusy={isBusy}
      onAct={() => void archive()}
      onClose={onClose}
    />
  )
}
