/** Names of the weekdays from Sunday (0). */
export const weekdayNames = {
  zh: {
    long: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
    short: ['日', '一', '二', '三', '四', '五', '六'],
  },
  en: {
    long: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    short: ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'],
  },
};
