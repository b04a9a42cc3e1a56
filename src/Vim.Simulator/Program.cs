using NfvOrchestrator.Platform.Hosting;
using NfvOrchestrator.Platform.Messaging;
using NfvOrchestrator.Vim.Simulator;

var builder = NfvWebApplication.CreateBuilder(args);
builder.AddNfvService("vim-simulator");
builder.Services.AddEventBus(builder.Configuration.GetSection(EventBusOptions.Section).Get<EventBusOptions>() ?? new EventBusOptions());
builder.Services.AddVimSimulator(options => options.DataDirectory = builder.Configuration["data"] ?? options.DataDirectory);
var app = builder.Build();
app.UseNfvService();
app.MapVimSimulator();
await app.RunAsync();
