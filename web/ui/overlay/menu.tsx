import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'
import { Icon, type IconName } from '../icon.tsx'
import css from './menu.module.css'

export type MenuItem =
  | 'line'
  | {
      label: string
      icon?: IconName
      letter?: string
      isOn?: boolean
      isDanger?: boolean
      disabled?: boolean
      onChoose: () => void
    }

/** What opens when `trigger` (a button) is pressed, or when told from outside (a letter). */
export function Menu({
  trigger,
  items,
  isOpen,
  onOpenChange,
}: {
  trigger: ReactElement
  items: readonly MenuItem[]
  isOpen?: boolean
  onOpenChange?: (isOpen: boolean) => void
}) {
  const told = {
    ...(isOpen !== undefined && { open: isOpen }),
    ...(onOpenChange && { onOpenChange: (open: boolean) => onOpenChange(open) }),
  }
  return (
    <Base.Root {...told}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner className={css['place']} sideOffset={4} align="end">
          <Base.Popup className={css['popup']}>
            {items.map((item, index) =>
              item === 'line' ? (
                // oxlint-disable-next-line react/no-array-index-key -- lines have nothing else
                <Base.Separator key={`line-${index}`} className={css['separator']} />
              ) : (
                <One key={item.label} item={item} />
              ),
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

function One({ item }: { item: Exclude<MenuItem, 'line'> }) {
  const inside: ReactNode = (
    <>
      <span className={css['icon']}>
        {item.isOn ? <Icon name="check" /> : item.icon && <Icon name={item.icon} />}
      </span>
      {item.label}
      {item.letter && <kbd aria-hidden="true">{item.letter}</kbd>}
    </>
  )
  const look = { className: css['item'], 'data-danger': item.isDanger || undefined }
  if (item.isOn === undefined) {
    return (
      <Base.Item {...look} disabled={item.disabled ?? false} onClick={item.onChoose}>
        {inside}
      </Base.Item>
    )
  }
  return (
    <Base.CheckboxItem
      {...look}
      checked={item.isOn}
      disabled={item.disabled ?? false}
      onCheckedChange={item.onChoose}
    >
      {inside}
    </Base.CheckboxItem>
  )
}
