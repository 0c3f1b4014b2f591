import css from './drawing.module.css'

/**
 * The drawing of an item beside its name, which says what it is; an even ground where it has no
 * drawing.
 */
export function Drawing({ of, size = 24 }: { of: string | null | undefined; size?: number }) {
  if (!of) {
    const style = { inlineSize: size, blockSize: size }
    return <span className={`${css['drawing']} ${css['none']}`} style={style} />
  }
  return (
    <img
      className={css['drawing']}
      src={of}
      alt=""
      width={size}
      height={size}
      loading="lazy"
      decoding="async"
    />
  )
}
