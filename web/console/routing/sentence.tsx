import { Fragment } from 'react'
import { spaceBefore, type Part } from './sentence.ts'
import css from './routing.module.css'

/** A rule as a person would say it; what was chosen stands in chips. */
export function Sentence({ parts }: { parts: readonly Part[] }) {
  return (
    <p className={css['sentence']}>
      {parts.map(({ says, isChip }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces have nothing but their place
        <Fragment key={i}>
          {spaceBefore(says, i)}
          {isChip ? <span className={css['chip']}>{says}</span> : says}
        </Fragment>
      ))}
    </p>
  )
}
