'use strict';
(() => {
  // Colours told apart by people who see few of them; symbols and dashes say the same again.
  const LOOKS = {
    light: ['#0072b2', '#d55e00', '#009e73', '#a0457f', '#6b7280', '#8a6d00'],
    dark: ['#56b4e9', '#ff9d4d', '#2fc69b', '#e39ac4', '#b8c0ca', '#f0e442'],
  };
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'arrow'];
  const DASHES = ['solid', [8, 4], [2, 3], [10, 4, 2, 4], [4, 4], [1, 2]];
  const STRIPES = ['none', 'rect', 'triangle', 'circle'];
  const dark = matchMedia('(prefers-color-scheme: dark)');

  const number = (v) =>
    Math.abs(v) >= 1000 ? Math.round(v).toLocaleString('en') : String(Number(v.toPrecision(3)));
  const percentile = (v) => 'p' + Number((100 - 100 / v).toFixed(4));

  const axis = (a, ink, rule) => {
    const { scale, ...rest } = a;
    const format = scale === 'nines' ? percentile : number;
    return {
      nameLocation: 'middle',
      nameGap: a.type === 'category' ? 0 : 34,
      ...(a.type === 'log' ? { min: 'dataMin', max: 'dataMax' } : {}),
      ...rest,
      nameTextStyle: { color: ink },
      axisLine: { lineStyle: { color: ink } },
      axisLabel: { color: ink, hideOverlap: true, ...(scale ? { formatter: format } : {}) },
      splitLine: { show: a.type !== 'category', lineStyle: { color: rule } },
    };
  };

  const series = (s, colours) => {
    const { look, ...rest } = s;
    const colour = colours[look % colours.length];
    if (s.type === 'bar') {
      return {
        ...rest,
        barMaxWidth: 22,
        itemStyle: {
          color: colour,
          decal: { symbol: STRIPES[look % STRIPES.length], color: 'rgba(255,255,255,0.45)' },
        },
      };
    }
    const half = s.name.endsWith('p50');
    const symbol = SYMBOLS[look % SYMBOLS.length];
    return {
      ...rest,
      symbol: half ? 'empty' + symbol[0].toUpperCase() + symbol.slice(1) : symbol,
      symbolSize: 8,
      itemStyle: { color: colour },
      lineStyle: { color: colour, width: half ? 1 : 2, type: DASHES[look % DASHES.length] },
    };
  };

  const draw = (figure) => {
    const plot = figure.querySelector('.plot');
    const option = JSON.parse(figure.querySelector('script').textContent);
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--ink').trim();
    const rule = style.getPropertyValue('--rule').trim();
    const colours = dark.matches ? LOOKS.dark : LOOKS.light;
    const x = option.xAxis.scale === 'nines' ? percentile : number;
    const old = echarts.getInstanceByDom(plot);
    if (old) old.dispose();
    const chart = echarts.init(plot, null, { renderer: 'svg' });
    const categories = option.yAxis.data;
    chart.setOption({
      animation: false,
      backgroundColor: 'transparent',
      legend: { top: 0, textStyle: { color: ink }, itemWidth: 44 },
      grid: { left: 60, right: 30, top: 56, bottom: 56, containLabel: true },
      ...option,
      tooltip: {
        ...option.tooltip,
        formatter: (p) =>
          p.marker + echarts.format.encodeHTML(p.seriesName) + '<br>' +
          (categories
            ? echarts.format.encodeHTML(p.name) + ': ' + number(p.value)
            : x(p.value[0]) + ': ' + number(p.value[1]) + ' ' + option.yAxis.name),
      },
      xAxis: axis(option.xAxis, ink, rule),
      yAxis: axis({ ...option.yAxis, ...(categories ? {} : { nameGap: 56 }) }, ink, rule),
      series: option.series.map((s) => series(s, colours)),
    });
  };

  const all = () => document.querySelectorAll('figure.chart').forEach(draw);
  all();
  dark.addEventListener('change', all);
  addEventListener('resize', () =>
    document.querySelectorAll('.plot').forEach((p) => echarts.getInstanceByDom(p).resize()));
})();
