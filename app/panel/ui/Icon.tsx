import type { ReactNode } from 'react'

const PATHS = {
  record: 'M8 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8Z',
  clear: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 4.2l7.6 7.6',
  follow: 'M8 2.5v8M4.5 7.5 8 11l3.5-3.5M3.5 13.5h9',
  settings:
    'M3 4.5h6M12 4.5h1M3 11.5h1M7 11.5h6M10.5 3a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3ZM5.5 10a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3Z',
  columns: 'M2.5 3.5h11v9h-11ZM6.2 3.5v9M9.8 3.5v9',
  close: 'M4 4l8 8M12 4l-8 8',
  collapse: 'M4 6l4 4 4-4',
  search: 'M7 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM10 10l3.5 3.5',
  system: 'M2.5 3.5h11v7h-11ZM6 13h4',
  light:
    'M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6ZM8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M12.6 3.4l-1.1 1.1M4.5 11.5l-1.1 1.1',
  dark: 'M12.8 9.6A5.2 5.2 0 0 1 6.4 3.2a5.2 5.2 0 1 0 6.4 6.4Z',
  chevron: 'M6 4l4 4-4 4',
  check: 'M3.5 8.5l3 3 6-7',
  copy: 'M5.5 5.5h7v7h-7ZM3.5 10.5v-7h7',
  again: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.6h-2.6',
  edit: 'M3 13l.7-2.8 7-7a1.2 1.2 0 0 1 1.7 0l.4.4a1.2 1.2 0 0 1 0 1.7l-7 7L3 13Z',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  mute: 'M3 6.5v3h2l3 2.5V4L5 6.5ZM10.5 6.5l3 3M13.5 6.5l-3 3',
  solo: 'M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3ZM8 6.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z',
  break: 'M2.5 4.5h7.2L13.5 8l-3.8 3.5H2.5Z',
  fold: 'M8 1.5v4.3M6 4l2 2 2-2M8 14.5v-4.3M6 12l2-2 2 2M3 8h10',
  filter: 'M2.5 4h11M4.8 8h6.4M6.8 12h2.4',
  incoming: 'M13 3 4.5 11.5M4.5 5v6.5H11',
  sources: 'M8 2.5v4M8 6.5 3.5 10M8 6.5l4.5 3.5M2 10h3v3H2ZM11 10h3v3h-3ZM6.5 1.5h3v3h-3Z',
  bottom: 'M2.5 3.5h11v9h-11ZM2.5 9.2h11',
  right: 'M2.5 3.5h11v9h-11ZM9.6 3.5v9',
  left: 'M2.5 3.5h11v9h-11ZM6.4 3.5v9',
  window: 'M2.5 5.5h8v7h-8ZM5.5 5.5v-2h8v7h-3',
  path: 'M6 3.5 3 8l3 4.5M10 3.5 13 8l-3 4.5',
} as const

export type IconName = keyof typeof PATHS

export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 16 16" width="14" height="14" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill={filled ? 'currentColor' : 'none'}
        stroke="currentColor"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
