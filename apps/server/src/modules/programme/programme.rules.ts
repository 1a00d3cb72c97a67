/** Whose "today" a list over all palaces means. */
export const NETWORK_ZONE = 'Asia/Shanghai';
