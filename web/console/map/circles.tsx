import { memo } from 'react'
import type { Health } from './health.ts'
import type { Point } from './geometry.ts'
import type { Spot } from './places.ts'
import css from './map.module.css'

export type Circle = { spot: Spot; code: string; at: Point; r: number }

/** Below this a sign in a circle is a speck. */
const SIGN_FROM = 5

/** The locations, the big ones first so that none is hidden; the active and open one on top. */
export function Circles(of: {
  circles: readonly Circle[]
  active: string | undefined
  open: string | undefined
}) {
  const { circles, active, open } = of
  const raised = circles.filter(({ code }) => code === active || code === open)
  return (
    <g>
      <All circles={circles} />
      {raised.map(({ code, at, r, spot }) => (
        <g key={code}>
          <circle className={css['ring']} cx={at[0]} cy={at[1]} r={r + 4} />
          <One x={at[0]} y={at[1]} r={r} health={spot.health} hasNone={spot.units === 0} />
        </g>
      ))}
    </g>
  )
}

/** Drawn again only where the map is zoomed or something has changed, not where it is moved. */
const All = memo(function All({ circles }: { circles: readonly Circle[] }) {
  return circles.map(({ code, at, r, spot }) => (
    <One key={code} x={at[0]} y={at[1]} r={r} health={spot.health} hasNone={spot.units === 0} />
  ))
})

type OneProps = { x: number; y: number; r: number; health: Health; hasNone?: boolean }

/** A circle; late and busy ones have a sign besides their colour, paused ones are hollow. */
export const One = memo(function One({ x, y, r, health, hasNone = false }: OneProps) {
  const s = r * 0.42
  return (
    <>
      <circle
        className={css['circle']}
        data-health={health}
        data-none={hasNone || undefined}
        cx={x}
        cy={y}
        r={r}
      />
      {health === 'late' && r >= SIGN_FROM && (
        <path className={css['sign']} d={`M${x} ${y - s}l${s} ${s}l${-s} ${s}l${-s} ${-s}z`} />
      )}
      {health === 'busy' && r >= SIGN_FROM && (
        <path className={css['sign']} d={`M${x} ${y - s}l${s} ${s * 1.7}h${-2 * s}z`} />
      )}
    </>
  )
})
