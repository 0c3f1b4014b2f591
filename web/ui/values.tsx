import { useFormats } from '../lib/session.tsx'
import { useNow } from '../lib/use-now.ts'

/** An amount in minor units. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  return <span className="number">{useFormats().money(amount, currency)}</span>
}

/**
 * A moment as people say it; exactly, with its zone, when pointed at: that takes the longest to
 * write, and rows of a list are drawn by the hundred.
 */
export function Moment({ at, as = 'moment' }: { at: string; as?: 'moment' | 'day' }) {
  const formats = useFormats()
  return (
    <time
      dateTime={at}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = formats.exact(at)
      }}
    >
      {as === 'day' ? formats.day(at) : formats.moment(at)}
    </time>
  )
}

/** How long ago, kept up to date; exactly when pointed at. */
export function Ago({ at }: { at: string }) {
  const formats = useFormats()
  return (
    <time dateTime={at} title={formats.exact(at)}>
      {formats.ago(at, useNow())}
    </time>
  )
}

/** How old: `11 min`. */
export function Age({ since }: { since: string }) {
  const formats = useFormats()
  return (
    <time dateTime={since} title={formats.exact(since)}>
      {formats.age(useNow() - Date.parse(since))}
    </time>
  )
}
