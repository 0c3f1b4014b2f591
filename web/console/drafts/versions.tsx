import type { QueryKey } from '@tanstack/react-query'
import type { ComponentType, ReactNode } from 'react'
import type { newKey } from '../../lib/api.ts'
import { useFormats } from '../../lib/session.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/overlay/dialog.tsx'
import { useTell } from '../../ui/overlay/toasts.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Moment } from '../../ui/values.tsx'
import { useNames } from '../exceptions/use-names.ts'
import { useChange } from '../shell/use-change.ts'
import { useWords } from '../words/index.ts'
import css from './drafts.module.css'

type Version = {
  version: number
  note: string
  restores: number | null
  publishedAt: string
  publishedBy: string
}

/** A version that was published: by whom, when and why. */
export function VersionItem(of: {
  version: Version
  isLive: boolean
  /** How much it changed, and what else there is to say. */
  says: string
  /** Left out for who may not, and for the one that is in force. */
  onRollBack?: (() => void) | undefined
  /** The draft changes something: first things first. */
  isBlocked: boolean
  onShow: () => void
  /** What else became of it. */
  mark?: ReactNode
  /** What else can be looked at. */
  acts?: ReactNode
}) {
  const { rules } = useWords()
  const said = rules.versions
  const { number } = useFormats()
  const { who } = useNames()
  const { version, note, restores, publishedAt, publishedBy } = of.version
  return (
    <li className={css['change']}>
      <div className="line">
        <strong>{rules.versionNo(number(version))}</strong>
        {of.isLive && <Pill tone="done">{said.live}</Pill>}
        {of.mark}
        <span className={css['end']}>
          {of.acts}
          <Button look="quiet" icon="list" onClick={of.onShow}>
            {said.show}
          </Button>
          {of.onRollBack && (
            <Button look="quiet" icon="undo" disabled={of.isBlocked} onClick={of.onRollBack}>
              {said.rollBack}
            </Button>
          )}
        </span>
      </div>
      <p>{note}</p>
      <p className="small">
        {who(publishedBy)}, <Moment at={publishedAt} />
        {' · '}
        {of.says}
        {restores !== null && ` · ${said.restored(number(restores))}`}
      </p>
    </li>
  )
}

/** Asks before a draft is made that brings back an earlier version. */
export function RollBack<Draft>(of: {
  restores: number
  draft: Draft
  read: () => Promise<Draft>
  send: (draft: Draft, restores: number, header: ReturnType<typeof newKey>) => Promise<unknown>
  stale: readonly QueryKey[]
  Overtaken: ComponentType<{ now: Draft; next: string }>
  onDone: () => void
  onClose: () => void
}) {
  const { rules, shell } = useWords()
  const said = rules.versions
  const tell = useTell()
  const { number } = useFormats()
  const form = useChange({
    opened: of.draft,
    read: () => of.read(),
    send: (draft, given: number, header) => of.send(draft, given, header),
    stale: of.stale,
  })
  const rollBack = async () => {
    if (!(await form.run(of.restores))) return
    tell({ title: said.rolledBack })
    of.onClose()
    of.onDone()
  }
  return (
    <Dialog
      isOpen
      onClose={of.onClose}
      title={said.rollBackTitle(number(of.restores))}
      says={said.rollBackSays}
      actions={
        <>
          <Button onClick={of.onClose}>{shell.cancel}</Button>
          <Button look="primary" busy={form.isBusy} onClick={() => void rollBack()}>
            {said.rollBackGo}
          </Button>
        </>
      }
    >
      {form.overtaken && <of.Overtaken now={form.overtaken.now} next={said.notNow} />}
    </Dialog>
  )
}
