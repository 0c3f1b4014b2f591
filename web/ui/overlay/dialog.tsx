import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import css from './dialog.module.css'

type Props = {
  isOpen: boolean
  onClose: () => void
  title: string
  /** What it leads to, in words: confirmations name the consequence and the amount. */
  says?: ReactNode
  children: ReactNode
  /** The buttons, the one that acts last. */
  actions: ReactNode
  size?: 'small' | 'large'
}

/** A question that has to be answered before anything else; Escape and outside close it. */
export function Dialog({ isOpen, onClose, title, says, children, actions, size }: Props) {
  return (
    <Base.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={css['backdrop']} />
        <Base.Popup className={css['popup']} data-size={size ?? 'small'}>
          <Base.Title className={css['title']}>{title}</Base.Title>
          {says !== undefined && (
            <Base.Description className={css['says']} render={<div />}>
              {says}
            </Base.Description>
          )}
          <div className={css['body']}>{children}</div>
          <div className={css['actions']}>{actions}</div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
