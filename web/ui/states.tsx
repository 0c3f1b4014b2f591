import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'
import css from './states.module.css'

/** Nothing is there: why, and what to do next. */
export function Empty(of: { icon?: IconName; title: string; says?: ReactNode; next?: ReactNode }) {
  return (
    <div className={css['message']}>
      <Icon name={of.icon ?? 'inbox'} size={24} />
      <h2>{of.title}</h2>
      {of.says !== undefined && <div className="quiet">{of.says}</div>}
      {of.next !== undefined && <div className={css['next']}>{of.next}</div>}
    </div>
  )
}

/**
 * Part of a screen failed: what happened, what it means, what to do. The rest goes on. Its state
 * stands in `data-state`, as that of the skeleton does: tests wait by it in any language.
 */
export function Failed(of: {
  title: string
  says: ReactNode
  next?: ReactNode
  /** It stands for the whole screen, whose heading it then has. */
  isWhole?: boolean
}) {
  const Heading = of.isWhole ? 'h1' : 'h2'
  return (
    <div className={css['message']} role="alert" data-state="failed">
      <span className={css['bad']}>
        <Icon name="alert" size={24} />
      </span>
      <Heading>{of.title}</Heading>
      <div className="quiet">{of.says}</div>
      {of.next !== undefined && <div className={css['next']}>{of.next}</div>}
    </div>
  )
}

/** Lines where text will be, in its own layout; seen only if it takes long. */
export function Skeleton({ rows = 8, label }: { rows?: number; label: string }) {
  return (
    <div className={css['skeleton']} role="status" aria-label={label} data-state="loading">
      {Array.from({ length: rows }, (_, n) => (
        <div key={n} className={css['bone']} data-n={n % 4} />
      ))}
    </div>
  )
}

/** A strip above a view that tells of the whole of it. */
export function Notice(of: { tone: 'attention' | 'critical' | 'moving'; children: ReactNode }) {
  return (
    <div className={css['notice']} data-tone={of.tone} role="status">
      <Icon name={of.tone === 'moving' ? 'info' : 'alert'} />
      <div>{of.children}</div>
    </div>
  )
}
