"""Addresses of what is public: columns, items, agencies, search, feeds."""

from django.urls import path

from gongkai.portal.views import feeds, guide, home, items, search, sections

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("search/suggest/", search.suggest, name="suggest"),
    path("search/known/", search.known, name="known"),
    path("sections/", sections.sections, name="sections"),
    path("sections/<slug:slug>/", sections.section, name="section"),
    path("agencies/", guide.agencies, name="agencies"),
    path("agencies/<slug:code>/", guide.agency, name="agency"),
    path("items/<int:key>/", items.item, name="item"),
    path("items/<int:key>/v<int:number>/", items.version, name="version"),
    path("items/<int:key>/code.svg", items.code, name="item_code"),
    path("items/<int:key>/files/<int:attachment>/<str:name>", items.file, name="item_file"),
    path("items/<int:key>/previews/<int:attachment>/", items.preview, name="item_preview"),
    path("index/<path:number>/", items.by_number, name="item_by_number"),
    path("feeds/newest.xml", feeds.feed, name="feed"),
    path("feeds/search.xml", feeds.feed_of_search, name="feed_of_search"),
    path("feeds/sections/<slug:slug>.xml", feeds.feed_of_section, name="feed_of_section"),
    path("feeds/fields/<slug:slug>.xml", feeds.feed_of_field, name="feed_of_field"),
    path("feeds/agencies/<slug:code>.xml", feeds.feed_of_agency, name="feed_of_agency"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-pages.xml", feeds.sitemap_pages, name="sitemap_pages"),
    path("sitemap-items-<int:part>.xml", feeds.sitemap_items, name="sitemap_items"),
]
