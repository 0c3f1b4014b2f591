import type { ComponentType } from 'react'
import type { IconName } from '../../ui/icon.tsx'
import { OpenTasks } from './counts.tsx'
import type { Words } from '../words/index.ts'

export type Place = {
  id: keyof Words['shell']['places']
  to: string
  icon: IconName
  group: keyof Words['shell']['groups']
  /** Who lacks it, does not see the place. */
  permission: string
  /** The letter after G. */
  letter?: string
  /** It is reached from another one and the search, and does not stand in the menu. */
  isInside?: true
  /** What stands at its end: how many need somebody. */
  Count?: ComponentType
}

/** The menu, in its order. */
export const places: readonly Place[] = [
  {
    id: 'exceptions',
    to: '/exceptions',
    icon: 'inbox',
    group: 'operate',
    permission: 'tasks:read',
    letter: 'e',
    Count: OpenTasks,
  },
  {
    id: 'orders',
    to: '/orders',
    icon: 'package',
    group: 'operate',
    permission: 'orders:read',
    letter: 'o',
  },
  {
    id: 'inventory',
    to: '/inventory',
    icon: 'boxes',
    group: 'operate',
    permission: 'stock:read',
    letter: 'i',
  },
  {
    id: 'alerts',
    to: '/alerts',
    icon: 'alert',
    group: 'operate',
    permission: 'stock:read',
    letter: 'a',
  },
  {
    id: 'feeds',
    to: '/feeds',
    icon: 'activity',
    group: 'operate',
    permission: 'stock:read',
    letter: 'f',
  },
  {
    id: 'rules',
    to: '/availability-rules',
    icon: 'list',
    group: 'operate',
    permission: 'rules:read',
    letter: 'r',
  },
  {
    id: 'map',
    to: '/map',
    icon: 'map',
    group: 'operate',
    permission: 'network:read',
    letter: 'm',
  },
  {
    id: 'routing',
    to: '/routing',
    icon: 'route',
    group: 'decide',
    permission: 'routing:read',
    letter: 'd',
  },
  {
    id: 'simulator',
    to: '/simulator',
    icon: 'activity',
    group: 'decide',
    permission: 'routing:read',
    letter: 'p',
  },
  {
    id: 'skus',
    to: '/skus',
    icon: 'tag',
    group: 'run',
    permission: 'catalog:read',
    letter: 's',
  },
  {
    id: 'locations',
    to: '/locations',
    icon: 'store',
    group: 'run',
    permission: 'network:read',
    letter: 'l',
  },
  {
    id: 'groups',
    to: '/groups',
    icon: 'store',
    group: 'run',
    permission: 'network:read',
    isInside: true,
  },
  {
    id: 'partners',
    to: '/partners',
    icon: 'users',
    group: 'run',
    permission: 'network:read',
    isInside: true,
  },
  {
    id: 'calendars',
    to: '/calendars',
    icon: 'calendar',
    group: 'run',
    permission: 'network:read',
    isInside: true,
  },
  {
    id: 'companies',
    to: '/companies',
    icon: 'book',
    group: 'run',
    permission: 'network:read',
    isInside: true,
  },
  {
    id: 'brands',
    to: '/brands',
    icon: 'bookmark',
    group: 'run',
    permission: 'network:read',
    isInside: true,
  },
  {
    id: 'carriers',
    to: '/carriers',
    icon: 'truck',
    group: 'run',
    permission: 'shipping:read',
    letter: 't',
  },
  {
    id: 'rateQuotes',
    to: '/rate-quotes',
    icon: 'truck',
    group: 'run',
    permission: 'shipping:read',
    isInside: true,
  },
  {
    id: 'channels',
    to: '/channels',
    icon: 'channels',
    group: 'run',
    permission: 'network:read',
    letter: 'c',
  },
  {
    id: 'keys',
    to: '/keys',
    icon: 'key',
    group: 'run',
    permission: 'identity:read',
    letter: 'k',
  },
]
