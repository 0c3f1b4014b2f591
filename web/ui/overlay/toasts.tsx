import { Toast as Base } from '@base-ui/react/toast'
import type { ReactNode } from 'react'
import { Icon } from '../icon.tsx'
import css from './toasts.module.css'

type Told = {
  title: string
  more?: string
  tone?: 'done' | 'critical'
  /** What takes it back; offered for ten seconds instead of asking before. */
  undo?: { label: string; act: () => void }
}

const UNDO_MS = 10_000
const READ_MS = 5000

/** Tells what has happened, in a corner, read out politely; errors stay until they are closed. */
export function useTell(): (told: Told) => void {
  const manager = Base.useToastManager()
  return ({ title, more, tone = 'done', undo }) => {
    const id = manager.add({
      title,
      description: more ?? '',
      type: tone,
      priority: tone === 'critical' ? 'high' : 'low',
      timeout: tone === 'critical' ? 0 : undo ? UNDO_MS : READ_MS,
      ...(undo && {
        actionProps: {
          children: undo.label,
          onClick: () => {
            manager.close(id)
            undo.act()
          },
        },
      }),
    })
  }
}

export function Toasts({ children, closeLabel }: { children: ReactNode; closeLabel: string }) {
  return (
    <Base.Provider limit={3}>
      {children}
      <Base.Portal>
        <Base.Viewport className={css['viewport']}>
          <List closeLabel={closeLabel} />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function List({ closeLabel }: { closeLabel: string }) {
  const { toasts } = Base.useToastManager()
  return toasts.map((toast) => (
    <Base.Root key={toast.id} toast={toast} className={css['toast']} data-tone={toast.type}>
      <Base.Content className={css['content']}>
        <div className={css['words']}>
          <Base.Title className={css['title']} render={<p />} />
          {toast.description !== '' && <Base.Description className="small" />}
        </div>
        {toast.actionProps && <Base.Action className={css['action']} />}
        <Base.Close className={css['close']} aria-label={closeLabel}>
          <Icon name="close" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ))
}
