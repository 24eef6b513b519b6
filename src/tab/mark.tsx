import type { ReactNode } from 'react';

/** Our sign, a key whose bit is a wave: the same drawing as appPackage/icon.svg. */
export function Mark(): ReactNode {
  return (
    <svg width="48" height="48" viewBox="0 0 192 192" aria-hidden="true">
      <rect width="192" height="192" rx="40" fill="#5b5fc7" />
      <g fill="none" stroke="#fff" strokeWidth="13" strokeLinecap="round" strokeLinejoin="round">
        <circle cx="62" cy="96" r="27" />
        <path d="M89 96c10-18 20-18 30 0s20 18 30 0" />
        <path d="M149 96v26" />
      </g>
    </svg>
  );
}
