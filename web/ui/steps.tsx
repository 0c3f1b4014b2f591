import type { ReactNode } from 'react'
import css from './steps.module.css'

/** One sentence, and what stands behind it. */
export type Step = { says: string; more?: readonly string[] | undefined }

/**
 * The why panel: how a decision came about, in the order in which a person would tell it. The same
 * for where an order ships from, a promise, a number of stock, the amount of a refund.
 */
export function Why({
  title,
  steps,
  when,
}: {
  title: string
  steps: readonly Step[]
  when?: ReactNode
}) {
  return (
    <section className={css['why']}>
      <h2>{title}</h2>
      <ol className={css['steps']}>
        {steps.map(({ says, more = [] }, index) => (
          // Two announcements may say the same.
          // oxlint-disable-next-line react/no-array-index-key -- steps are told anew as a whole
          <li key={`${index} ${says}`} className={css['step']}>
            <p className={css['says']}>{says}</p>
            {more.map((line) => (
              <p key={line} className="quiet">
                {line}
              </p>
            ))}
          </li>
        ))}
      </ol>
      {when !== undefined && <p className="small">{when}</p>}
    </section>
  )
}

/** What happened to something, by people, rules and systems, newest first. */
export type Happening = {
  id: string
  says: string
  /** Who did it. */
  by?: string | undefined
  at: ReactNode
  more?: ReactNode
  tone?: 'attention' | 'critical' | 'done' | undefined
}

export function Timeline({
  label,
  happenings,
}: {
  label: string
  happenings: readonly Happening[]
}) {
  return (
    <ol className={css['timeline']} aria-label={label}>
      {happenings.map(({ id, says, by, at, more, tone }) => (
        <li key={id} className={css['happening']} data-tone={tone}>
          <div className={css['row']}>
            <p>{says}</p>
            <span className="small">{at}</span>
          </div>
          {by !== undefined && <p className="small">{by}</p>}
          {more}
        </li>
      ))}
    </ol>
  )
}

/** Names and what they stand for, in two columns. */
export function Facts({
  facts,
}: {
  facts: readonly (readonly [name: string, value: ReactNode])[]
}) {
  return (
    <dl className={css['facts']}>
      {facts.map(([name, value]) => (
        <div key={name} className={css['fact']}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A part of a page under a heading. */
export function Section(of: { title: string; actions?: ReactNode; children: ReactNode }) {
  return (
    <section className={css['section']}>
      <div className={css['sectionHead']}>
        <h2>{of.title}</h2>
        {of.actions}
      </div>
      {of.children}
    </section>
  )
}
