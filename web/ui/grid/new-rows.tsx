import css from './grid.module.css'

/** Rows that came since are told, and shown when asked for. */
export function NewRows(of: { count: number; says: string; onShow: () => void }) {
  return (
    <>
      {of.count > 0 && (
        <button type="button" className={css['new']} onClick={of.onShow}>
          {of.says}
        </button>
      )}
      <p className="hidden-text" role="status">
        {of.count > 0 ? of.says : ''}
      </p>
    </>
  )
}
